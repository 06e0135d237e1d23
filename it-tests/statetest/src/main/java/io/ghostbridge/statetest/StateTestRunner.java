package io.ghostbridge.statetest;

import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.BlockContext;
import io.ghostbridge.api.vm.ContractExecutor;
import io.ghostbridge.api.vm.ContractExecutor.Environment;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.InvalidTransactionException;
import io.ghostbridge.api.vm.Log;
import io.ghostbridge.api.vm.Tracer;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.rlp.RlpWriter;
import io.ghostbridge.ethereum.transaction.SenderRecovery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Executes cases and compares what they give with what they should. Safe for use by any thread. */
final class StateTestRunner {
  private final ContractExecutor executor;
  private final SenderRecovery recovery;

  StateTestRunner(ContractExecutor executor, SenderRecovery recovery) {
    this.executor = executor;
    this.recovery = recovery;
  }

  /** What a case gave. */
  private record Given(PreState state, List<Log> logs, String refusal) {}

  Outcome run(StateTestCase test, @Nullable Tracer tracer) {
    Fork fork = StateTestCase.fork(test.forkName());
    if (fork == null) {
      return Outcome.skipped("the fork " + test.forkName() + " is unknown");
    }
    PreState before = test.preState();
    BlockContext block = test.block(fork);
    Given given;
    try {
      ContractTransaction transaction = test.transaction(recovery);
      Environment environment =
          new Environment(block, block.gasLimit(), StateTestRunner::blockHash, tracer);
      TransactionResult result = executor.execute(transaction, before, environment);
      given = new Given(before.with(result.changes()), result.logs(), "");
    } catch (InvalidTransactionException | IllegalArgumentException e) {
      given = new Given(before, List.of(), String.valueOf(e.getMessage()));
    }
    // The proposer's reward of nothing makes its account, where empty ones stay.
    PreState after =
        fork.isAtLeast(Fork.SPURIOUS_DRAGON)
            ? given.state()
            : given.state().withAccount(block.coinbase());
    return compare(test, after, given);
  }

  private static Outcome compare(StateTestCase test, PreState after, Given given) {
    boolean refused = !given.refusal().isEmpty();
    if (refused != !test.expectedException().isEmpty()) {
      return Outcome.failed(
          refused
              ? "the transaction was refused: " + given.refusal()
              : "the transaction was executed, and should be refused: " + test.expectedException());
    }
    Hash root = after.root();
    if (!root.equals(test.expectedRoot())) {
      return Outcome.failed(
          "state root "
              + root
              + ", expected "
              + test.expectedRoot()
              + "\n    "
              + String.join("\n    ", after.describe()));
    }
    Hash logs = logsHash(given.logs());
    if (!logs.equals(test.expectedLogs())) {
      return Outcome.failed("logs hash " + logs + ", expected " + test.expectedLogs());
    }
    return Outcome.PASSED;
  }

  /** As the tests' generators define it: the hash of the number's decimal digits. */
  private static Word blockHash(long number) {
    byte[] digits = Long.toUnsignedString(number).getBytes(StandardCharsets.US_ASCII);
    return Word.read(new Keccak().digest(digits), 0);
  }

  private static Hash logsHash(List<Log> logs) {
    RlpWriter writer = new RlpWriter();
    writer.list(
        all -> {
          for (Log log : logs) {
            all.list(
                one ->
                    one.bytes(log.address().bytes())
                        .list(
                            topics -> log.topics().forEach(topic -> topics.bytes(topic.toBytes())))
                        .bytes(log.data()));
          }
        });
    return Hash.wrap(new Keccak().digest(writer.toByteArray()));
  }
}
