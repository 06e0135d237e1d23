package io.ghostbridge.bench.subject;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.process.LoadCommand;
import io.ghostbridge.bench.process.Ports;
import io.ghostbridge.bench.process.ServerProcess;
import io.ghostbridge.bench.process.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * ngtcp2's example server with GnuTLS and a static file at the call's path: what QUIC and HTTP/3
 * alone cost in C++.
 */
public record Gtlsserver(int port, ServerProcess process) implements Subject {
  /** The name in reports. */
  public static final String NAME = "gtlsserver";

  private static final int STREAMS = 2000;

  /**
   * Starts it. Whether it answers is not known yet.
   *
   * @param path the call's path
   * @param body the file's content: an answer's DATA bytes
   */
  public static Gtlsserver start(Path directory, String path, byte[] body)
      throws BenchmarkException, IOException, InterruptedException {
    Path documents = directory.resolve(NAME);
    Path file = documents.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.write(file, body);
    Path key = directory.resolve(NAME + "-key.pem");
    Path certificate = directory.resolve(NAME + "-certificate.pem");
    // Of the kind that a node makes for itself, whose own GnuTLS does not read.
    LoadCommand.run(
        List.of(
            Tools.require("openssl", "openssl"),
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-subj",
            "/CN=localhost",
            "-keyout",
            key.toString(),
            "-out",
            certificate.toString()));
    int port = Ports.free();
    List<String> command =
        List.of(
            Tools.require("gtlsserver", "ngtcp2-server"),
            "--quiet",
            "--no-quic-dump",
            "--no-http-dump",
            "--max-streams-bidi=" + STREAMS,
            "--htdocs=" + documents,
            "127.0.0.1",
            Integer.toString(port),
            key.toString(),
            certificate.toString());
    return new Gtlsserver(port, ServerProcess.start(NAME, command, Map.of(), directory));
  }

  @Override
  public String name() {
    return NAME;
  }
}
