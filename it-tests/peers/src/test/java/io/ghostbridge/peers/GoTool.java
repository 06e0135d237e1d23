package io.ghostbridge.peers;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Programs that Go's module proxy brings, built once into {@code target/go}. */
public enum GoTool {
  /** The conformance suite of HTTP/2. */
  H2SPEC("github.com/summerwind/h2spec/cmd/h2spec@v2.2.1+incompatible"),
  /** gRPC from the shell. */
  GRPCURL("github.com/fullstorydev/grpcurl/cmd/grpcurl@v1.9.4");

  private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);

  private final String module;

  GoTool(String module) {
    this.module = module;
  }

  /** The program; where it cannot be built, the test is skipped. */
  public synchronized Command command() throws Exception {
    Path directory = Path.of("target/go").toAbsolutePath();
    Path program =
        directory.resolve(module.substring(module.lastIndexOf('/') + 1, module.indexOf('@')));
    if (!Files.isExecutable(program)) {
      Path go =
          Command.find("go")
              .orElseGet(() -> abort("go is not on the PATH: with Go " + module + " is built"));
      Command.Output built =
          Command.at(go)
              .with("GOBIN", directory.toString())
              .within(BUILD_LIMIT)
              .run("install", module);
      if (built.exit() != 0) {
        abort("go install " + module + " failed: " + built);
      }
    }
    return Command.at(program);
  }
}
