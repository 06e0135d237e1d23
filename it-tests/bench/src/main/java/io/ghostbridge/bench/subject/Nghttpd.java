package io.ghostbridge.bench.subject;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.process.Ports;
import io.ghostbridge.bench.process.ServerProcess;
import io.ghostbridge.bench.process.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * nghttp2's server with a static file at the call's path: what HTTP/2 alone costs in C. It sends no
 * trailers.
 */
public record Nghttpd(int port, ServerProcess process) implements Subject {
  /** The name in reports. */
  public static final String NAME = "nghttpd";

  /**
   * Starts it and returns when it answers.
   *
   * @param path the call's path
   * @param body the file's content: an answer's DATA bytes
   */
  public static Nghttpd start(Path directory, String path, byte[] body)
      throws BenchmarkException, IOException, InterruptedException {
    Path documents = directory.resolve("nghttpd");
    Path file = documents.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.write(file, body);
    int port = Ports.free();
    List<String> command =
        List.of(
            Tools.require("nghttpd", "nghttp2-server"),
            "--no-tls",
            "--address=127.0.0.1",
            "--workers=1",
            "--htdocs=" + documents,
            Integer.toString(port));
    ServerProcess process = ServerProcess.start(NAME, command, Map.of(), directory);
    try {
      process.awaitReady(() -> Probes.accepts(port));
    } catch (BenchmarkException | InterruptedException e) {
      process.close();
      throw e;
    }
    return new Nghttpd(port, process);
  }

  @Override
  public String name() {
    return NAME;
  }
}
