package io.ghostbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(boolean client, String... arguments) {
    CommandLine commandLine = Main.commandLine(client);
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "start",
        "stop",
        "status",
        "shell",
        "version",
        "completion",
        "key new",
        "key show",
        "account show",
        "account transfer",
        "name register",
        "name update",
        "name show",
        "name transfer",
        "name renew",
        "name import",
        "plugin list",
        "plugin info",
        "plugin plan",
        "plugin install",
        "plugin update",
        "plugin remove",
        "plugin enable",
        "plugin disable",
        "plugin verify",
        "plugin history",
        "dev"
      })
  void everyCommandHasHelp(String command) {
    String[] arguments =
        Stream.concat(Stream.of(command.split(" ", -1)), Stream.of("--help"))
            .toArray(String[]::new);
    assertThat(execute(true, arguments)).isZero();
    assertThat(out.toString()).startsWith("Usage: ghostbridge " + command);
  }

  @Test
  void runNeedsNoneOfTheClientsCommands() {
    assertThat(execute(false, "run", "--help")).isZero();
    assertThat(execute(false, "name")).isEqualTo(2);
    assertThat(execute(false, "plugin")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nam",
        "run --bogus",
        "name",
        "name bogus",
        "name register",
        "key new",
        "plugin",
        "plugin bogus",
        "plugin install"
      })
  void whatIsMistypedIsOneLineAndExitCodeTwo(String line) {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);
    assertThat(execute(true, arguments)).isEqualTo(2);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("ghostbridge: ")
        .contains("--help");
    assertThat(out.toString()).isEmpty();
  }
}
