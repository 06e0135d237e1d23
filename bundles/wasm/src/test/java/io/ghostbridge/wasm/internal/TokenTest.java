package io.ghostbridge.wasm.internal;

import static io.ghostbridge.wasm.internal.TestChain.ALICE;
import static io.ghostbridge.wasm.internal.TestChain.BOB;
import static io.ghostbridge.wasm.internal.TestChain.CONTRACT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.ExecutionResult.Status;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Log;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.wasm.internal.run.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The example contracts in Rust, as they are in docs/contracts/examples. */
class TokenTest {
  private static final Word SUPPLY = Word.of(1_000);
  private static final Address RELAY = TestChain.address(0x4e1a);

  static Bytes example(String name) {
    try {
      return Bytes.wrap(
          Files.readAllBytes(Path.of("../../docs/contracts/examples", name + ".wasm")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Bytes call(String signature, Word... arguments) {
    byte[] input = new byte[4 + 32 * arguments.length];
    byte[] hash = TestChain.keccak(Bytes.wrap(signature.getBytes(UTF_8))).bytes().toByteArray();
    System.arraycopy(hash, 0, input, 0, 4);
    for (int i = 0; i < arguments.length; i++) {
      arguments[i].write(input, 4 + 32 * i);
    }
    return Bytes.wrap(input);
  }

  private static TestChain deployed(Tier tier) {
    TestChain chain = new TestChain(tier);
    ExecutionResult made =
        chain.create(CONTRACT, TestChain.container(example("token"), SUPPLY.toBytes()));
    assertThat(made.status()).as("%s", made).isEqualTo(Status.SUCCESS);
    assertThat(made.output())
        .as("what is stored is the container without the arguments")
        .isEqualTo(TestChain.container(example("token"), new byte[0]));
    return chain;
  }

  private static Word balance(TestChain chain, Address owner) {
    ExecutionResult result =
        chain.call(BOB, CONTRACT, call("balanceOf(address)", Word.of(owner)), TestChain.GAS);
    assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCESS);
    return Word.read(result.output().toByteArray(), 0);
  }

  private static ExecutionResult transfer(TestChain chain, Address from, Address to, long amount) {
    return chain.call(
        from,
        CONTRACT,
        call("transfer(address,uint256)", Word.of(to), Word.of(amount)),
        TestChain.GAS);
  }

  @ParameterizedTest
  @EnumSource
  void tokensMoveAndAnEventTellsOfIt(Tier tier) {
    try (TestChain chain = deployed(tier)) {
      assertThat(balance(chain, ALICE)).isEqualTo(SUPPLY);
      ExecutionResult result = transfer(chain, ALICE, BOB, 30);
      assertThat(result.succeeded()).isTrue();
      assertThat(result.output()).isEqualTo(Bytes.wrap(Word.ONE.toBytes()));
      assertThat(balance(chain, ALICE)).isEqualTo(Word.of(970));
      assertThat(balance(chain, BOB)).isEqualTo(Word.of(30));
      Log event = chain.world.logs().getLast();
      assertThat(event.address()).isEqualTo(CONTRACT);
      assertThat(event.topics())
          .containsExactly(
              Word.fromHex("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"),
              Word.of(ALICE),
              Word.of(BOB));
      assertThat(event.data()).isEqualTo(Bytes.wrap(Word.of(30).toBytes()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTransferOfMoreThanThereIsRevertsAndChangesNothing(Tier tier) {
    try (TestChain chain = deployed(tier)) {
      int logs = chain.world.logs().size();
      ExecutionResult result = transfer(chain, BOB, ALICE, 1);
      assertThat(result.status()).isEqualTo(Status.REVERTED);
      assertThat(result.output().toHex()).startsWith("08c379a0");
      assertThat(new String(result.output().toByteArray(), UTF_8)).contains("balance too low");
      assertThat(result.gasLeft()).isPositive();
      assertThat(balance(chain, ALICE)).isEqualTo(SUPPLY);
      assertThat(chain.world.logs()).hasSize(logs);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAllowanceIsSpentOnce(Tier tier) {
    try (TestChain chain = deployed(tier)) {
      Bytes approve = call("approve(address,uint256)", Word.of(BOB), Word.of(5));
      assertThat(chain.call(ALICE, CONTRACT, approve, TestChain.GAS).succeeded()).isTrue();
      Bytes spend =
          call("transferFrom(address,address,uint256)", Word.of(ALICE), Word.of(BOB), Word.of(5));
      assertThat(chain.call(BOB, CONTRACT, spend, TestChain.GAS).succeeded()).isTrue();
      assertThat(chain.call(BOB, CONTRACT, spend, TestChain.GAS).status())
          .isEqualTo(Status.REVERTED);
      assertThat(balance(chain, BOB)).isEqualTo(Word.of(5));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aContractCallsAnotherAndHandsItsAnswerOn(Tier tier) {
    try (TestChain chain = deployed(tier)) {
      chain.install(RELAY, example("relay"));
      assertThat(transfer(chain, ALICE, RELAY, 100).succeeded()).isTrue();
      Bytes inner = call("transfer(address,uint256)", Word.of(BOB), Word.of(40));
      ExecutionResult result = chain.call(ALICE, RELAY, relayed(inner), TestChain.GAS);
      assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCESS);
      assertThat(result.output()).isEqualTo(Bytes.wrap(Word.ONE.toBytes()));
      assertThat(balance(chain, BOB)).isEqualTo(Word.of(40));
      assertThat(chain.world.storage(RELAY, Word.ZERO)).isEqualTo(Word.ONE);
      ExecutionResult tooMuch =
          chain.call(
              ALICE,
              RELAY,
              relayed(call("transfer(address,uint256)", Word.of(BOB), Word.of(61))),
              TestChain.GAS);
      assertThat(tooMuch.status()).isEqualTo(Status.REVERTED);
      assertThat(new String(tooMuch.output().toByteArray(), UTF_8)).contains("balance too low");
    }
  }

  private static Bytes relayed(Bytes inner) {
    return Bytes.wrap(TestModule.bytes(CONTRACT.bytes().toByteArray(), inner.toByteArray()));
  }

  @ParameterizedTest
  @EnumSource
  void withinAStaticCallNothingChanges(Tier tier) {
    try (TestChain chain = deployed(tier)) {
      Message message =
          Message.call(
              ALICE,
              CONTRACT,
              Word.ZERO,
              call("transfer(address,uint256)", Word.of(BOB), Word.of(1)),
              TestChain.GAS);
      ExecutionResult result =
          chain.call(
              new Message(
                  io.ghostbridge.api.vm.CallKind.STATICCALL,
                  true,
                  0,
                  message.gas(),
                  ALICE,
                  CONTRACT,
                  CONTRACT,
                  Word.ZERO,
                  message.input(),
                  Word.ZERO));
      assertThat(result.error().orElseThrow().failure()).isEqualTo(Failure.STATIC_VIOLATION);
      assertThat(balance(chain, ALICE)).isEqualTo(SUPPLY);
    }
  }
}
