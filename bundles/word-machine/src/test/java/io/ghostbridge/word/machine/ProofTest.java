package io.ghostbridge.word.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.BlockContext;
import io.ghostbridge.api.vm.ExecutionProof;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.StateChanges;
import io.ghostbridge.api.vm.TransactionContext;
import io.ghostbridge.api.vm.Word;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProofTest {
  private static final Address SELF = Word.of(0x1000).toAddress();

  /** storage[1] = storage[0] + 1; returns it. */
  private static final Bytes CODE = Bytes.fromHex("600054600101806001556000526020" + "6000f3");

  private static final Hash CODE_HASH =
      Hash.wrap(
          new byte[] {
            1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0
          });
  private static final AccountState ACCOUNT = new AccountState(1, Word.ZERO, CODE_HASH);

  private final WordMachine machine =
      new WordMachine(
          new WordMachine.CodeFormat() {
            @Override
            public boolean owns(Bytes code) {
              return true;
            }

            @Override
            public WordMachine.Numbering numbering(Bytes code) {
              return WordMachine.Numbering.EVM;
            }

            @Override
            public Bytes body(Bytes code) {
              return code;
            }
          },
          PrecompiledContracts.none(),
          null);

  @AfterEach
  void close() {
    machine.close();
  }

  private static ExecutionProof proof(
      Map<Hash, Bytes> codes, Word stored, ExecutionResult result, StateChanges changes) {
    BlockContext block =
        new BlockContext(
            Fork.OSAKA, 1, 1, SELF, 1, Word.ZERO, Word.ONE, Word.ZERO, Word.ZERO, Word.ONE);
    return new ExecutionProof(
        Message.call(SELF, SELF, Word.ZERO, Bytes.EMPTY, 100_000),
        CODE,
        block,
        new TransactionContext(SELF, Word.ZERO, List.of()),
        Map.of(SELF, ACCOUNT),
        codes,
        Map.of(SELF, Map.of(Word.ZERO, stored)),
        result,
        changes);
  }

  private ExecutionProof honest() {
    ExecutionResult nothing = ExecutionResult.success(0, 0, 0, Bytes.EMPTY);
    Witness witness =
        new Witness(
            proof(Map.of(CODE_HASH, CODE), Word.of(41), nothing, new StateChanges(Map.of())));
    JournaledState world = new JournaledState(witness, Fork.OSAKA);
    ExecutionResult result =
        machine.execute(
            Message.call(SELF, SELF, Word.ZERO, Bytes.EMPTY, 100_000), CODE, world, witness);
    assertThat(Word.fromBytes(result.output().toByteArray())).isEqualTo(Word.of(42));
    return proof(Map.of(CODE_HASH, CODE), Word.of(41), result, world.changes());
  }

  @Test
  void whatTheExecutionGivesIsVerified() {
    assertThat(machine.verify(honest())).isTrue();
  }

  @Test
  void anotherResultStateOrWitnessIsNot() {
    ExecutionProof honest = honest();
    Map<Hash, Bytes> codes = honest.codes();
    ExecutionResult result = honest.result();
    StateChanges changes = honest.changes();
    assertThat(machine.verify(proof(codes, Word.of(40), result, changes))).isFalse();
    assertThat(machine.verify(proof(codes, Word.of(41), result, new StateChanges(Map.of()))))
        .isFalse();
    assertThat(machine.verify(proof(Map.of(), Word.of(41), result, changes))).isFalse();
    ExecutionResult more =
        ExecutionResult.success(
            result.gasLeft() + 1, result.gasUsed(), result.refund(), result.output());
    assertThat(machine.verify(proof(codes, Word.of(41), more, changes))).isFalse();
  }
}
