package io.ghostbridge.bench.subject;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.process.Ports;
import io.ghostbridge.bench.process.ServerProcess;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** grpc-java's own Netty server in a process of its own; see {@link GrpcJavaServer}. */
public record GrpcJava(int port, ServerProcess process) implements Subject {
  /** The name in reports. */
  public static final String NAME = "grpc-java";

  /**
   * Starts it, with the JVM flags of the distribution, and returns when it answers.
   *
   * @param root the repository's root
   * @param response what it is to answer
   */
  public static GrpcJava start(Path root, Path directory, DomainResponse response)
      throws BenchmarkException, IOException, InterruptedException {
    Path file = directory.resolve("grpc-java-response");
    Files.write(file, response.toByteArray());
    int port = Ports.free();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Distribution.in(root, directory).jvmFlags());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(GrpcJavaServer.class.getName());
    command.add(Integer.toString(port));
    command.add(file.toString());
    ServerProcess process = ServerProcess.start(NAME, command, Map.of(), directory);
    try {
      process.awaitReady(() -> Probes.accepts(port));
    } catch (BenchmarkException | InterruptedException e) {
      process.close();
      throw e;
    }
    return new GrpcJava(port, process);
  }

  @Override
  public String name() {
    return NAME;
  }
}
