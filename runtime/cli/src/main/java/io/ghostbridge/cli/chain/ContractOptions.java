package io.ghostbridge.cli.chain;

import io.ghostbridge.api.data.Amount;
import io.ghostbridge.cli.CommandException;
import io.ghostbridge.launcher.ExitCode;
import io.ghostbridge.proto.contract.v1.GasEstimate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a transaction that runs a contract pays and brings. */
final class ContractOptions {
  @Option(
      names = "--value",
      paramLabel = "GHOST",
      defaultValue = "0",
      description = "What the contract is given. Default: ${DEFAULT-VALUE}.")
  private String value = "0";

  @Option(
      names = "--gas",
      paramLabel = "N",
      description = "The most gas to use. Default: a quarter more than an estimate.")
  private @Nullable Long gas;

  @Option(
      names = "--max-fee",
      paramLabel = "GHOST",
      description =
          "The most that a unit of gas may cost, such as 0.000000002. Default: twice what it costs"
              + " at least in the next block.")
  private @Nullable String maxFee;

  @Option(
      names = "--priority-fee",
      paramLabel = "GHOST",
      defaultValue = "0",
      description = "What of that goes to the block's proposer at most. Default: ${DEFAULT-VALUE}.")
  private String priorityFee = "0";

  Amount value() {
    return amount(value);
  }

  /**
   * @throws CommandException if the trial failed and no limit was given
   */
  long gasLimit(GasEstimate estimate) {
    if (gas != null) {
      return gas;
    }
    if (estimate.getGas() == 0) {
      throw new CommandException(
          ExitCode.FAILED,
          "a trial failed: "
              + estimate.getResult().getFailureMessage()
              + "; nothing was sent (--gas N sends it all the same)");
    }
    return estimate.getGas() + estimate.getGas() / 4;
  }

  Amount maxFee(GasEstimate estimate) {
    return maxFee == null
        ? Amount.fromBytes(estimate.getBaseFee().toByteArray()).times(2).plus(priorityFee())
        : amount(maxFee);
  }

  Amount priorityFee() {
    return amount(priorityFee);
  }

  private static Amount amount(String text) {
    try {
      return Amount.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }
}
