package io.ghostbridge.contracts.internal;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.ethereum.SolidityFailure;
import java.util.Optional;

/** Why a contract reverted, as far as a stranger's bytes say it. */
final class RevertReason {
  private static final int LONGEST = 1024;

  private RevertReason() {}

  /** A sentence with the reason, where one can be read. */
  static String sentence(Bytes output) {
    return "the contract reverted" + text(output).map(reason -> ": " + reason).orElse("");
  }

  /** Control characters could play tricks with who prints it. */
  private static Optional<String> text(Bytes output) {
    return SolidityFailure.error(output, LONGEST)
        .map(reason -> reason.replaceAll("\\p{Cntrl}", "?"))
        .or(() -> SolidityFailure.panic(output).map(code -> "panic " + code));
  }
}
