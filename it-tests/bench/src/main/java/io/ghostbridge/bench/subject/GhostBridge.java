package io.ghostbridge.bench.subject;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.Progress;
import io.ghostbridge.bench.chain.BenchNames;
import io.ghostbridge.bench.chain.ChainClient;
import io.ghostbridge.bench.chain.ChainKey;
import io.ghostbridge.bench.chain.OperatorClient;
import io.ghostbridge.bench.chain.Submitter;
import io.ghostbridge.bench.process.Cores;
import io.ghostbridge.bench.process.Ports;
import io.ghostbridge.bench.process.ServerProcess;
import io.ghostbridge.proto.chain.v1.ChainInfo;
import io.ghostbridge.proto.ledger.v1.RegisterName;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import io.ghostbridge.proto.ledger.v1.TransactionBody;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The distribution that {@code ./gb dist} made, as an operator runs it, but for its ports and its
 * data directory.
 *
 * @param port where gRPC is served
 * @param dnsPort where DNS is served
 * @param data the data directory, which outlives the process
 */
public record GhostBridge(int port, int dnsPort, Path data, ServerProcess process)
    implements Subject {
  /** The name in reports. */
  public static final String NAME = "ghostbridge";

  private static final String DATA = "ghostbridge-data";

  private static final int CALLS_IN_FLIGHT = 1000;

  /**
   * Starts it on the data directory {@code ghostbridge-data} below {@code directory} and returns
   * when it answers.
   *
   * @param root the repository's root
   */
  public static GhostBridge start(Path root, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    return start(root, directory, Map.of());
  }

  /** The same with the configuration directory {@code configuration}. */
  public static GhostBridge startWith(Path configuration, Path root, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    return start(root, directory, Map.of("GHOST_CONFIG", configuration.toString()));
  }

  /** The same on all cores, which it shares with what makes load. */
  public static GhostBridge startOnAllCores(Path configuration, Path root, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    return start(
        root,
        directory,
        Map.of("GHOST_CONFIG", configuration.toString()),
        GhostBridge::answers,
        Ports.free(),
        Ports.free(),
        Cores.onAll());
  }

  /**
   * The same, but it is ready when {@code answers} says so.
   *
   * @param answers is given the node's {@code admin.sock}
   */
  public static GhostBridge startWith(
      Path configuration, Path root, Path directory, Predicate<Path> answers)
      throws BenchmarkException, IOException, InterruptedException {
    Path socket = directory.resolve(DATA).resolve("admin.sock");
    return start(
        root,
        directory,
        Map.of("GHOST_CONFIG", configuration.toString()),
        _ -> Files.exists(socket) && answers.test(socket));
  }

  /** A copy of the shipped configuration below {@code directory}, to add to. */
  public static Path copyConfiguration(Path root, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Path copy = Files.createDirectory(directory.resolve("config"));
    Path shipped = Distribution.in(root, directory).home().resolve("config");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(shipped)) {
      for (Path file : files) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private static GhostBridge start(Path root, Path directory, Map<String, String> environment)
      throws BenchmarkException, IOException, InterruptedException {
    return start(root, directory, environment, GhostBridge::answers);
  }

  /** Asks the node that serves at a port whether it answers. */
  private interface Answers {
    boolean at(int port) throws BenchmarkException, IOException;
  }

  private static GhostBridge start(
      Path root, Path directory, Map<String, String> environment, Answers answers)
      throws BenchmarkException, IOException, InterruptedException {
    return start(root, directory, environment, answers, Ports.free(), Ports.free(), List.of());
  }

  private static GhostBridge start(
      Path root,
      Path directory,
      Map<String, String> environment,
      Answers answers,
      int port,
      int dnsPort,
      List<String> before)
      throws BenchmarkException, IOException, InterruptedException {
    Path data = directory.resolve(DATA);
    List<String> command = new ArrayList<>(before);
    command.add(Distribution.in(root, directory).launcher().toString());
    command.addAll(List.of("run", "--data", data.toString()));
    command.addAll(List.of("--set", "io.ghostbridge.transport.http2:port=" + port));
    command.addAll(List.of("--set", "io.ghostbridge.transport.http3:port=" + port));
    command.addAll(List.of("--set", "io.ghostbridge.transport.dns:port=" + dnsPort));
    ServerProcess process = ServerProcess.start(NAME, command, environment, directory);
    try {
      process.awaitReady(() -> answers.at(port));
    } catch (BenchmarkException | InterruptedException e) {
      process.close();
      throw e;
    }
    return new GhostBridge(port, dnsPort, data, process);
  }

  /** Ends the node and starts it again, with the shipped configuration, at the same ports. */
  public GhostBridge again(Path root, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    close();
    return start(root, directory, Map.of(), GhostBridge::answers, port, dnsPort, List.of());
  }

  /** Returns when it accepts connections, whatever it speaks on them. */
  public void awaitAccepts() throws BenchmarkException, InterruptedException {
    process.awaitReady(() -> Probes.accepts(port));
  }

  private static boolean answers(int port) throws IOException {
    if (!Probes.accepts(port)) {
      return false;
    }
    try (ChainClient client = new ChainClient(port)) {
      return !client.info().getChainId().isEmpty();
    } catch (BenchmarkException e) {
      return false;
    }
  }

  /**
   * Registers the first {@code count} names of {@link BenchNames} on the chain, for the operator.
   *
   * @throws BenchmarkException if the chain refuses one
   */
  public void register(int count) throws BenchmarkException, IOException, InterruptedException {
    register(count, List.of(operatorKey()));
  }

  /**
   * The same for {@code owners} in turn. As many owners as there are calls in flight leave nothing
   * to wait for one another.
   */
  public void register(int count, List<ChainKey> owners)
      throws BenchmarkException, InterruptedException {
    try (ChainClient client = new ChainClient(port)) {
      ChainInfo info = client.info();
      TransactionBody.Builder body =
          ChainClient.template(info).toBuilder().setFee(ChainClient.registrationFee(info));
      long[] nonces = new long[owners.size()];
      for (int i = 0; i < nonces.length; i++) {
        nonces[i] = client.nonce(owners.get(i).address());
      }
      Iterator<SignedTransaction> transactions =
          IntStream.range(0, count)
              .mapToObj(
                  number -> {
                    int owner = number % nonces.length;
                    return owners
                        .get(owner)
                        .sign(
                            body.setNonce(nonces[owner]++)
                                .setRegisterName(
                                    registration(number, info.getRegistrationPeriodBlocks()))
                                .build());
                  })
              .iterator();
      new Submitter(client.stub(), CALLS_IN_FLIGHT)
          .submit(
              transactions,
              sent -> {
                if (sent % 10_000 == 0) {
                  Progress.say("  %,d names sent to the chain", sent);
                }
              });
    }
  }

  private static RegisterName registration(int number, long duration) {
    return RegisterName.newBuilder()
        .setName(BenchNames.name(number))
        .addRecords(BenchNames.record(number))
        .setDurationBlocks(duration)
        .build();
  }

  /** The key that owns the whole supply of a chain with the default genesis. */
  public ChainKey operatorKey() throws BenchmarkException, IOException {
    return ChainKey.read(data.resolve("keys").resolve("operator.pem"));
  }

  /** The certificate that it has made itself, and shows to clients of TLS. */
  public Path certificate() {
    return data.resolve("tls/development-certificate.pem");
  }

  /** Makes the node forget every answer that it keeps. */
  public void flushCache() throws BenchmarkException {
    OperatorClient.flushCache(data.resolve("admin.sock"));
  }

  /** The same node, measured where it serves DNS. */
  public Subject dns() {
    return new DnsServer(NAME, dnsPort, process);
  }

  @Override
  public String name() {
    return NAME;
  }
}
