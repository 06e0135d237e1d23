package io.ghostbridge.word.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.BlockContext;
import io.ghostbridge.api.vm.ExecutionInterruptedException;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.Host;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.TransactionContext;
import io.ghostbridge.api.vm.Word;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No code takes the process down: time and memory are bounded whatever it does. */
@Timeout(60)
class LimitsTest {
  private static final Address SELF = Word.of(0x1000).toAddress();
  private static final Address CALLER = Word.of(0x2000).toAddress();

  /** More than any transaction has since EIP-7825. */
  private static final long GAS = 30_000_000;

  private final MapState state = new MapState();
  private final WordMachine machine =
      new WordMachine(new PlainCode(), PrecompiledContracts.none(), null);

  private static final class PlainCode implements WordMachine.CodeFormat {
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
  }

  private final class PlainHost implements Host {
    private final Fork fork;
    private final JournaledState world;

    PlainHost(Fork fork, JournaledState world) {
      this.fork = fork;
      this.world = world;
    }

    @Override
    public BlockContext block() {
      return new BlockContext(
          fork, 1, 1, CALLER, GAS, Word.ZERO, Word.ONE, Word.ZERO, Word.ZERO, Word.ONE);
    }

    @Override
    public TransactionContext transaction() {
      return new TransactionContext(CALLER, Word.ZERO, List.of());
    }

    @Override
    public Word blockHash(long number) {
      return Word.ZERO;
    }

    @Override
    public ExecutionResult call(Message message) {
      return new MessageCalls(world, fork, PrecompiledContracts.none())
          .call(message, (placed, code) -> machine.execute(placed, code, world, this), null);
    }
  }

  @AfterEach
  void close() {
    machine.close();
  }

  private ExecutionResult run(String hex, long gas) {
    return run(Bytes.fromHex(hex.replace(" ", "")), gas, Fork.OSAKA);
  }

  private ExecutionResult run(Bytes code, long gas, Fork fork) {
    state.contract(SELF, code);
    JournaledState world = new JournaledState(state, fork);
    return new PlainHost(fork, world).call(Message.call(CALLER, SELF, Word.ZERO, Bytes.EMPTY, gas));
  }

  private static Failure failure(ExecutionResult result) {
    return result.error().orElseThrow().failure();
  }

  @Test
  void callsNestTo1024AndNoDeeperOnAnOrdinaryThread() {
    // A call beyond the limit fails and leaves its place in memory as it was.
    ExecutionResult result = run(depthCounter(), 200_000_000_000_000L);
    assertThat(result.succeeded()).isTrue();
    assertThat(Word.fromBytes(result.output().toByteArray())).isEqualTo(Word.of(1025));
  }

  /** CALL(gas, this, 0, 0, 0, 0, 32); mem[0] = mem[0] + 1; return mem[0..32]. */
  private static String depthCounter() {
    return "6020 6000 6000 6000 6000 30 5a f1 50 6000 51 6001 01 6000 52 6020 6000 f3";
  }

  @Test
  void recursionInAllDirectionsIsBoundedByGas() {
    // Calls itself twice at each level.
    String once = "6000 6000 6000 6000 6000 30 5a f1 50 ";
    ExecutionResult result = run(once + once + "00", GAS);
    assertThat(result.gasUsed()).isLessThanOrEqualTo(GAS);
  }

  @Test
  void memoryThatNoGasPaysForIsNotTaken() {
    long before = used();
    for (String offset :
        List.of("7f" + "ff".repeat(32), "67" + "7f" + "ff".repeat(7), "63ffffffff")) {
      ExecutionResult result = run(offset + " 51", Long.MAX_VALUE);
      assertThat(failure(result)).isEqualTo(Failure.OUT_OF_GAS);
    }
    assertThat(used() - before).isLessThan(64L << 20);
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void memoryGrowsOnlyAsFarAsTheGasReaches() {
    // Doubles the offset until the gas is gone.
    ExecutionResult result = run("6020 5b 80 51 50 6002 02 6002 56", GAS);
    assertThat(failure(result)).isEqualTo(Failure.OUT_OF_GAS);
  }

  @Test
  void anEndlessLoopEndsWithItsGas() {
    ExecutionResult result = run("5b 6000 56", GAS);
    assertThat(failure(result)).isEqualTo(Failure.OUT_OF_GAS);
    assertThat(result.gasUsed()).isEqualTo(GAS);
  }

  @Test
  void anEndlessLoopEndsWhenItsThreadIsInterrupted() throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                run("5b 6000 56", Long.MAX_VALUE);
              } catch (ExecutionInterruptedException e) {
                thrown.set(e);
              }
            });
    thread.start();
    thread.interrupt();
    assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
    assertThat(thrown.get()).isInstanceOf(ExecutionInterruptedException.class);
  }

  @Test
  void anEndlessChainOfCallsEndsWhenItsThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> run("5b 6000 6000 6000 6000 6000 30 5a f1 50 6000 56", Long.MAX_VALUE))
        .isInstanceOf(ExecutionInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void codeOfNothingButJumpDestinationsRuns() {
    byte[] code = new byte[24_576];
    Arrays.fill(code, (byte) 0x5b);
    ExecutionResult result = run(Bytes.wrap(code), GAS, Fork.OSAKA);
    assertThat(result.succeeded()).isTrue();
    assertThat(result.gasUsed()).isEqualTo(24_576);
  }

  @Test
  void codeOfMegabytesRunsWhereTheRulesAllowIt() {
    byte[] code = new byte[8 << 20];
    Arrays.fill(code, (byte) 0x5b);
    ExecutionResult result = run(Bytes.wrap(code), GAS, Fork.HOMESTEAD);
    assertThat(result.gasUsed()).isEqualTo(8 << 20);
  }

  @Test
  void jumpsIntoTheMiddleOfAPushAreRefused() {
    ExecutionResult result = run("6004 56 60 5b", GAS);
    assertThat(failure(result)).isEqualTo(Failure.INVALID_JUMP);
    assertThat(result.error().orElseThrow().offset()).isEqualTo(2);
  }

  @Test
  void theStackEndsAt1024Words() {
    ExecutionResult result = run("5b 6001 6000 56", GAS);
    assertThat(failure(result)).isEqualTo(Failure.STACK_OVERFLOW);
    assertThat(failure(run("01", GAS))).isEqualTo(Failure.STACK_UNDERFLOW);
  }

  @Test
  void hugeReturnDataIsPaidForByMemory() {
    ExecutionResult result = run("630fffffff 6000 f3", Long.MAX_VALUE);
    assertThat(result.gasUsed()).isGreaterThan(100_000_000_000L);
    assertThat(failure(run("6310000001 6000 f3", Long.MAX_VALUE))).isEqualTo(Failure.OUT_OF_GAS);
  }

  @Test
  void theFailingInstructionIsNamedWhateverTheBlockCharged() {
    // SLOAD costs 2100 and the block's rest 5: the gas ends at the second ADD.
    ExecutionResult result = run("6001 54 6001 01 6001 01", 3 + 2100 + 3 + 3 + 3 + 2);
    assertThat(failure(result)).isEqualTo(Failure.OUT_OF_GAS);
    assertThat(result.error().orElseThrow().offset()).isEqualTo(8);
    ExecutionResult cold = run("6001 54 6001 01 6001 01", 3 + 2099);
    assertThat(cold.error().orElseThrow().offset()).isEqualTo(2);
  }
}
