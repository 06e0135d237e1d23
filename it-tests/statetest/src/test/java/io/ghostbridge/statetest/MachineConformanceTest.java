package io.ghostbridge.statetest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.BlockContext;
import io.ghostbridge.api.vm.ContractExecutor.Environment;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.ExecutionResult.Status;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.InvalidTransactionException;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.evm.internal.EvmMachine;
import io.ghostbridge.evm.internal.TransactionExecutor;
import io.ghostbridge.wasm.internal.WasmMachine;
import io.ghostbridge.wasm.internal.run.Tier;
import io.ghostbridge.zvm.internal.ZvmMachine;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a contract may rely on, whatever its format, alone and across formats. */
class MachineConformanceTest {
  private static final Address SENDER = Word.of(0x5e).toAddress();
  private static final Address FIRST = Word.of(0x1000).toAddress();
  private static final Address SECOND = Word.of(0x2000).toAddress();
  private static final long GAS = 16_000_000;
  private static final String RETURN_TOP = " 00 MSTORE 20 00 RETURN";

  private final Algorithms algorithms = new Algorithms();
  private final EvmMachine evm = new EvmMachine(algorithms);
  private final ZvmMachine zvm = new ZvmMachine(algorithms);
  private final WasmMachine wasm = new WasmMachine(algorithms, Tier.COMPILER);
  private final TransactionExecutor executor = new TransactionExecutor(evm);
  private final JsonObject accounts = new JsonObject();

  MachineConformanceTest() {
    executor.addMachine(zvm);
    executor.addMachine(wasm);
    account(SENDER, Bytes.EMPTY, "0xffffffffffffffffffff");
  }

  @AfterEach
  void close() {
    executor.close();
    evm.close();
    zvm.close();
    wasm.close();
  }

  private void account(Address address, Bytes code, String balance) {
    JsonObject account = new JsonObject();
    account.addProperty("nonce", "0x01");
    account.addProperty("balance", balance);
    account.addProperty("code", "0x" + code.toHex());
    account.add("storage", new JsonObject());
    accounts.add("0x" + address.bytes().toHex(), account);
  }

  private void contract(Address address, Bytes code) {
    account(address, code, "0x00");
  }

  private TransactionResult call(Bytes input, Word value) {
    BlockContext block =
        new BlockContext(
            Fork.OSAKA, 1, 1, SENDER, GAS, Word.ZERO, Word.ONE, Word.ZERO, Word.ZERO, Word.ONE);
    ContractTransaction transaction =
        new ContractTransaction(
            0,
            SENDER,
            1,
            GAS,
            Word.ZERO,
            Word.ZERO,
            Optional.of(FIRST),
            value,
            input,
            List.of(),
            Word.ZERO,
            List.of(),
            List.of());
    try {
      return executor.execute(
          transaction,
          new PreState(accounts),
          new Environment(block, GAS, number -> Word.ZERO, null));
    } catch (InvalidTransactionException e) {
      throw new IllegalStateException(e);
    }
  }

  private TransactionResult call() {
    return call(Bytes.EMPTY, Word.ZERO);
  }

  private static Word word(TransactionResult result) {
    assertThat(result.execution().error()).isEmpty();
    return Word.fromBytes(result.execution().output().toByteArray());
  }

  private static Map<Word, Word> storage(TransactionResult result, Address address) {
    var change = result.changes().accounts().get(address);
    return change == null ? Map.of() : change.storage();
  }

  private static Stream<Arguments> pairs() {
    return Stream.of(Assembler.values())
        .flatMap(first -> Stream.of(Assembler.values()).map(second -> Arguments.of(first, second)));
  }

  @ParameterizedTest
  @EnumSource
  void callDataComesAndReturnDataGoes(Assembler format) {
    contract(FIRST, format.assemble("CALLDATASIZE 00 00 CALLDATACOPY CALLDATASIZE 00 RETURN"));
    Bytes input = Bytes.fromHex("00112233445566778899");
    assertThat(call(input, Word.ZERO).execution().output()).isEqualTo(input);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsStoredIsThere(Assembler format) {
    contract(FIRST, format.assemble("2a 07 SSTORE 07 SLOAD" + RETURN_TOP));
    TransactionResult result = call();
    assertThat(word(result)).isEqualTo(Word.of(0x2a));
    assertThat(storage(result, FIRST)).containsExactly(Map.entry(Word.of(7), Word.of(0x2a)));
  }

  @ParameterizedTest
  @EnumSource
  void aRevertUndoesAndGivesItsReason(Assembler format) {
    contract(FIRST, format.assemble("2a 07 SSTORE 09 00 MSTORE 20 00 REVERT"));
    TransactionResult result = call();
    assertThat(result.execution().status()).isEqualTo(Status.REVERTED);
    assertThat(Word.fromBytes(result.execution().output().toByteArray())).isEqualTo(Word.of(9));
    assertThat(storage(result, FIRST)).isEmpty();
    assertThat(result.gasUsed()).isLessThan(GAS / 2);
  }

  @ParameterizedTest
  @EnumSource
  void anEndlessLoopUsesItsGasAndChangesNothing(Assembler format) {
    contract(FIRST, format.assemble("2a 07 SSTORE 00 POP JUMPDEST 08 JUMP"));
    TransactionResult result = call();
    assertThat(result.execution().status()).isEqualTo(Status.FAILED);
    assertThat(result.gasUsed()).isEqualTo(GAS);
    assertThat(storage(result, FIRST)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void eventsHaveTheirAddressTopicsAndData(Assembler format) {
    contract(FIRST, format.assemble("09 00 MSTORE 05 20 00 LOG1"));
    TransactionResult result = call();
    assertThat(result.logs()).hasSize(1);
    assertThat(result.logs().getFirst().address()).isEqualTo(FIRST);
    assertThat(result.logs().getFirst().topics()).containsExactly(Word.of(5));
    assertThat(Word.fromBytes(result.logs().getFirst().data().toByteArray())).isEqualTo(Word.of(9));
  }

  @ParameterizedTest
  @EnumSource
  void theValueArrives(Assembler format) {
    contract(FIRST, format.assemble("CALLVALUE" + RETURN_TOP));
    TransactionResult result = call(Bytes.EMPTY, Word.of(77));
    assertThat(word(result)).isEqualTo(Word.of(77));
    assertThat(
            Objects.requireNonNull(result.changes().accounts().get(FIRST))
                .state()
                .orElseThrow()
                .balance())
        .isEqualTo(Word.of(77));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aContractOfAnyFormatIsCalledAndAnswers(Assembler format, Assembler other) {
    contract(
        FIRST,
        format.assemble("20 00 00 00 00 2000 ffffffff CALL POP 00 MLOAD 01 ADD" + RETURN_TOP));
    contract(SECOND, other.assemble("03 05 SSTORE CALLER" + RETURN_TOP));
    TransactionResult result = call();
    assertThat(word(result)).isEqualTo(Word.of(0x1001));
    assertThat(storage(result, SECOND)).containsExactly(Map.entry(Word.of(5), Word.of(3)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aStaticCallOfAnyFormatChangesNothing(Assembler format, Assembler other) {
    contract(FIRST, format.assemble("00 00 00 00 2000 ffff STATICCALL" + RETURN_TOP));
    contract(SECOND, other.assemble("03 05 SSTORE"));
    TransactionResult result = call();
    assertThat(word(result)).isEqualTo(Word.ZERO);
    assertThat(storage(result, SECOND)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void contractsOfAnyFormatsThatCallEachOtherEndWithTheirGas(Assembler format, Assembler other) {
    contract(FIRST, format.assemble("00 00 00 00 00 2000 ffffffff CALL"));
    contract(SECOND, other.assemble("00 00 00 00 00 1000 ffffffff CALL"));
    assertThat(call().execution().status()).isEqualTo(Status.SUCCESS);
  }

  @ParameterizedTest
  @EnumSource
  void aPrecompiledContractIsCalled(Assembler format) {
    // The identity copies the word at 0 to 32.
    contract(
        FIRST,
        format.assemble("09 00 MSTORE 20 20 20 00 00 04 ffff CALL POP 20 MLOAD" + RETURN_TOP));
    assertThat(word(call())).isEqualTo(Word.of(9));
  }

  /** WebAssembly has no jumps but out of blocks, which is checked before it runs. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WASM")
  void jumpsGoToDestinationsOnly(Assembler format) {
    contract(FIRST, format.assemble("05 JUMP"));
    assertThat(call().execution().error().orElseThrow().failure()).isEqualTo(Failure.INVALID_JUMP);
  }
}
