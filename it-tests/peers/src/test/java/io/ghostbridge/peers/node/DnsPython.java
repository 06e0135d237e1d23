package io.ghostbridge.peers.node;

import static org.junit.jupiter.api.Assumptions.abort;

import io.ghostbridge.peers.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Python with dnspython, HTTP/2 and aioquic, made once in {@code target/dns-python}. */
final class DnsPython {
  private static final Path HOME = Path.of("target/dns-python").toAbsolutePath();
  private static final String[] PACKAGES = {"dnspython[doh,doq]==2.9.2", "aioquic==1.7.2"};
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private DnsPython() {}

  /** The interpreter; where it cannot be made, the test is skipped. */
  static synchronized Command command() throws Exception {
    Path python = HOME.resolve("bin/python3");
    Path installed = HOME.resolve("installed");
    String wanted = String.join(" ", PACKAGES);
    if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
      must(
          Command.named("python3", "python3-venv")
              .within(LIMIT)
              .run("-m", "venv", HOME.toString()));
      must(
          Command.at(python)
              .within(LIMIT)
              .run(
                  "-m",
                  "pip",
                  "install",
                  "--quiet",
                  "--disable-pip-version-check",
                  PACKAGES[0],
                  PACKAGES[1]));
      Files.writeString(installed, wanted);
    }
    return Command.at(python);
  }

  private static void must(Command.Output output) {
    if (output.exit() != 0) {
      abort("dnspython and aioquic are not to be had: " + output);
    }
  }
}
