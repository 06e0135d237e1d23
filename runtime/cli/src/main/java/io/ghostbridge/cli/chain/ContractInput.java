package io.ghostbridge.cli.chain;

import io.ghostbridge.cli.CommandException;
import io.ghostbridge.launcher.ExitCode;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The contract that is called, and with what: a function and arguments, or bytes. */
final class ContractInput {
  @Parameters(
      index = "0",
      paramLabel = "CONTRACT",
      description = "The contract's address, 0x… or ghost1….")
  private String contract = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FUNCTION",
      description =
          "Such as 'transfer(address,uint256)', or with what it returns:"
              + " 'balanceOf(address)(uint256)'.")
  private @Nullable String function;

  @Parameters(index = "2..*", paramLabel = "ARGUMENT", description = "The function's arguments.")
  private List<String> arguments = List.of();

  @Option(
      names = "--input",
      paramLabel = "HEX",
      description = "The call's input as it is, instead of a function.")
  private @Nullable String input;

  String contract() {
    return contract;
  }

  /** The bytes; none if nothing is to be called. */
  byte[] bytes() {
    if (input != null && function != null) {
      throw new CommandException(
          ExitCode.USAGE, "a function and --input were given; expected one of them");
    }
    if (input != null) {
      return hex(input, "--input");
    }
    return function == null ? new byte[0] : FunctionCall.of(function).encode(arguments);
  }

  /** What was returned as lines: values if the function's signature has their types. */
  List<String> lines(byte[] returned) {
    List<String> values = function == null ? List.of() : FunctionCall.of(function).decode(returned);
    if (!values.isEmpty() || returned.length == 0) {
      return values;
    }
    return List.of("0x" + HexFormat.of().formatHex(returned));
  }

  static byte[] hex(String text, String what) {
    try {
      return HexFormat.of().parseHex(text.startsWith("0x") ? text.substring(2) : text);
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          ExitCode.USAGE, what + " is no hexadecimal text: " + e.getMessage());
    }
  }
}
