package io.ghostbridge.bench.load;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.process.LoadCommand;
import io.ghostbridge.bench.process.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs h2load with one gRPC request, over and over. */
public final class H2load {
  /**
   * Connections are opened in steps of this length, so that their calls do not come in one burst.
   */
  private static final int RAMP_STEP_MILLIS = 10;

  private static final String CONTENT_TYPE = "--header=content-type: application/grpc";
  private static final String TRAILERS = "--header=te: trailers";

  private final String program;
  private final Path requestFile;
  private final String path;
  private final String scheme;

  /**
   * @param requestFile the request as it stands in DATA frames: a length-prefixed message
   * @param path the call's path, such as {@code /package.Service/Method}
   * @throws BenchmarkException if h2load is missing
   */
  public H2load(Path requestFile, String path) throws BenchmarkException {
    this(Tools.require("h2load", "nghttp2-client"), requestFile, path, "http");
  }

  private H2load(String program, Path requestFile, String path, String scheme) {
    this.program = program;
    this.requestFile = requestFile;
    this.path = path;
    this.scheme = scheme;
  }

  /** The same request over TLS; the server's certificate is not verified. */
  public H2load overTls() {
    return new H2load(program, requestFile, path, "https");
  }

  /**
   * How the calls come.
   *
   * @param connections open at once
   * @param streams calls in flight on each of them
   */
  public record Shape(int connections, int streams) {
    /** The case's name, such as {@code 10x100}. */
    public String caseName() {
      return connections + "x" + streams;
    }
  }

  /** Makes {@code requests} calls, as fast as answers come. */
  public H2loadResult run(int port, Shape shape, long requests)
      throws BenchmarkException, IOException, InterruptedException {
    return load(port, shape, requests);
  }

  /** Makes {@code requests} calls, {@code rate} a second altogether. */
  public H2loadResult runAtRate(int port, Shape shape, long requests, int rate)
      throws BenchmarkException, IOException, InterruptedException {
    return load(port, shape, requests, "--rps=" + rate / shape.connections());
  }

  /**
   * Makes {@code callsEach} calls on each connection, one a second, and opens {@code
   * opensPerSecond} connections a second.
   *
   * @param log a line a call; see {@link H2loadLog}
   */
  public H2loadResult runOpenConnections(
      int port, int connections, int callsEach, int opensPerSecond, Path log)
      throws BenchmarkException, IOException, InterruptedException {
    return load(
        port,
        new Shape(connections, 1),
        (long) connections * callsEach,
        "--rps=1",
        "--rate=" + opensPerSecond * RAMP_STEP_MILLIS / 1000,
        "--rate-period=" + RAMP_STEP_MILLIS + "ms",
        "--log-file=" + log);
  }

  private H2loadResult load(int port, Shape shape, long requests, String... more)
      throws BenchmarkException, IOException, InterruptedException {
    List<String> command = command(port, shape, requests);
    command.addAll(Arrays.asList(more));
    return H2loadResult.parse(LoadCommand.run(command));
  }

  /**
   * Makes the same call with nghttp, which shows the trailers that h2load only counts.
   *
   * @throws BenchmarkException if the status is not 200 or there is no {@code grpc-status: 0}
   */
  public void checkGrpcStatus(int port)
      throws BenchmarkException, IOException, InterruptedException {
    List<String> command =
        List.of(
            Tools.require("nghttp", "nghttp2-client"),
            "--verbose",
            "--null-out",
            "--data=" + requestFile,
            CONTENT_TYPE,
            TRAILERS,
            uri(port));
    String output = LoadCommand.run(command);
    if (!output.contains(":status: 200") || !output.contains("grpc-status: 0")) {
      throw new BenchmarkException(
          "a call to port "
              + port
              + " did not end with :status 200 and grpc-status 0: "
              + output.strip());
    }
  }

  private List<String> command(int port, Shape shape, long requests) {
    return new ArrayList<>(
        List.of(
            program,
            "--clients=" + shape.connections(),
            "--max-concurrent-streams=" + shape.streams(),
            "--requests=" + requests,
            "--data=" + requestFile,
            CONTENT_TYPE,
            TRAILERS,
            uri(port)));
  }

  private String uri(int port) {
    return scheme + "://127.0.0.1:" + port + path;
  }
}
