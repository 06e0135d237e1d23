package io.ghostbridge.peers.http3;

import static org.junit.jupiter.api.Assumptions.abort;

import io.ghostbridge.peers.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** HTTP/3 clients of others, fetched and built once into {@code target/http3}. */
final class Peers {
  private static final Path SOURCES = Path.of("src/test/http3").toAbsolutePath();
  private static final Path HOME = Path.of("target/http3").toAbsolutePath();
  private static final String AIOQUIC = "aioquic==1.7.2";
  private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);

  private Peers() {}

  /** Python with aioquic, and the script that it is to run. */
  static synchronized List<String> aioquic() throws Exception {
    Path python = HOME.resolve("python/bin/python3");
    Path installed = HOME.resolve("python/installed");
    if (!Files.exists(installed)) {
      Files.createDirectories(HOME);
      must(
          "a Python environment (python3-venv)",
          Command.named("python3", "python3")
              .within(BUILD_LIMIT)
              .run("-m", "venv", HOME.resolve("python").toString()));
      must(
          AIOQUIC,
          Command.at(python)
              .within(BUILD_LIMIT)
              .run("-m", "pip", "install", "--quiet", "--disable-pip-version-check", AIOQUIC));
      Files.writeString(installed, AIOQUIC);
    }
    return List.of(python.toString(), SOURCES.resolve("aioquic_client.py").toString());
  }

  /** The program on quic-go. */
  static synchronized List<String> quicGo() throws Exception {
    Path home = HOME.resolve("quicgo");
    Path program = home.resolve("quicgo");
    Files.createDirectories(home);
    boolean current = Files.isExecutable(program);
    for (String name : new String[] {"main.go", "go.mod", "go.sum"}) {
      Path source = SOURCES.resolve("quicgo").resolve(name);
      Path copy = home.resolve(name);
      if (!Files.exists(copy) || Files.mismatch(source, copy) != -1) {
        Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
        current = false;
      }
    }
    if (!current) {
      Path go =
          Command.find("go").orElseGet(() -> abort("go is not on the PATH: quic-go needs Go 1.26"));
      must(
          "quic-go", Command.at(go).in(home).within(BUILD_LIMIT).run("build", "-o", "quicgo", "."));
    }
    return List.of(program.toString());
  }

  private static void must(String what, Command.Output output) {
    if (output.exit() != 0) {
      abort(what + " is not to be had: " + output);
    }
  }
}
