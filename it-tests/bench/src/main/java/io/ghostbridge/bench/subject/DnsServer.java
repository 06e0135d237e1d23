package io.ghostbridge.bench.subject;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.chain.BenchNames;
import io.ghostbridge.bench.dns.DnsClient;
import io.ghostbridge.bench.process.Ports;
import io.ghostbridge.bench.process.ServerProcess;
import io.ghostbridge.bench.process.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A DNS server with the benchmark's names: ours, or a peer with one thread and no log. */
public record DnsServer(String name, int port, ServerProcess process) implements Subject {
  /** Knot DNS, an authoritative server: its name in reports. */
  public static final String KNOT = "knot";

  /** Unbound, here with the zone as its own: its name in reports. */
  public static final String UNBOUND = "unbound";

  /** Starts Knot DNS and returns when it answers. */
  public static DnsServer startKnot(Path directory, Path zone)
      throws BenchmarkException, IOException, InterruptedException {
    String program = Tools.require("knotd", "knot");
    int port = Ports.free();
    Path home = Files.createDirectories(directory.resolve(KNOT));
    String configuration =
        """
        server:
            rundir: "%1$s"
            listen: 127.0.0.1@%2$d
            udp-workers: 1
            tcp-workers: 1
            background-workers: 1
        log:
          - target: stderr
            any: warning
        database:
            storage: "%1$s"
        zone:
          - domain: %3$s.
            storage: "%1$s"
            file: "%4$s"
            zonefile-sync: -1
            journal-content: none
        """
            .formatted(home, port, BenchNames.ZONE, zone);
    Path file = write(home, configuration);
    return start(KNOT, port, List.of(program, "--config", file.toString()), home);
  }

  /** Starts Unbound and returns when it answers. */
  public static DnsServer startUnbound(Path directory, Path zone)
      throws BenchmarkException, IOException, InterruptedException {
    String program = Tools.require("unbound", "unbound");
    int port = Ports.free();
    Path home = Files.createDirectories(directory.resolve(UNBOUND));
    String configuration =
        """
        server:
          interface: 127.0.0.1
          port: %2$d
          num-threads: 1
          username: ""
          chroot: ""
          directory: "%1$s"
          pidfile: ""
          do-daemonize: no
          use-syslog: no
          module-config: "iterator"
        auth-zone:
          name: "%3$s."
          zonefile: "%4$s"
          for-downstream: yes
          for-upstream: no
        remote-control:
          control-enable: no
        """
            .formatted(home, port, BenchNames.ZONE, zone);
    Path file = write(home, configuration);
    return start(UNBOUND, port, List.of(program, "-d", "-c", file.toString()), home);
  }

  private static Path write(Path home, String configuration) throws IOException {
    return Files.writeString(home.resolve("configuration"), configuration, StandardCharsets.UTF_8);
  }

  private static DnsServer start(String name, int port, List<String> command, Path home)
      throws BenchmarkException, IOException, InterruptedException {
    ServerProcess process = ServerProcess.start(name, command, Map.of(), home);
    try {
      process.awaitReady(() -> answers(port));
    } catch (BenchmarkException | InterruptedException e) {
      process.close();
      throw e;
    }
    return new DnsServer(name, port, process);
  }

  private static boolean answers(int port) throws IOException {
    try (DnsClient client = new DnsClient(port)) {
      return client.address(BenchNames.name(0)).isPresent();
    }
  }
}
