package io.ghostbridge.bench.client;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.process.ProcessUsage;
import io.ghostbridge.client.ClientTls;
import io.ghostbridge.client.internal.http3.Http3Connection;
import io.ghostbridge.client.internal.http3.QuicDialer;
import io.ghostbridge.client.internal.http3.QuicTls;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a QUIC connection costs the client's process: memory and time, each connection after the one
 * before. In a process of its own, whose heap is there as a whole from the beginning.
 *
 * @param kilobytes of resident memory, a connection
 * @param micros until a connection is there, on average
 */
public record QuicCost(double kilobytes, double micros) {
  private static final int CONNECTIONS = 500;
  private static final int BEFORE = 20;
  private static final int HANDSHAKE_MILLIS = 20_000;
  private static final long SETTLE_MILLIS = 500;

  /**
   * Measures.
   *
   * @param certificate that the node at {@code port} of the loopback address shows
   */
  public static QuicCost of(int port, Path certificate)
      throws BenchmarkException, IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xms96m",
                "-Xmx96m",
                "-XX:+AlwaysPreTouch",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                QuicCost.class.getName(),
                Integer.toString(port),
                certificate.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String[] said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .strip()
            .split(" ", -1);
    if (process.waitFor() != 0 || said.length != 2) {
      throw new BenchmarkException("QUIC connections could not be made: " + String.join(" ", said));
    }
    return new QuicCost(Double.parseDouble(said[0]), Double.parseDouble(said[1]));
  }

  /** The process: says what a connection took, in kilobytes and microseconds. */
  public static void main(String[] arguments) throws Exception {
    MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    QuicDialer dialer =
        new QuicDialer(
            group,
            QuicTls.of(ClientTls.trusting(Path.of(arguments[1]))),
            Runnable::run,
            HANDSHAKE_MILLIS);
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
    List<Http3Connection> open = new ArrayList<>();
    connect(dialer, address, BEFORE, open);
    long before = settled();
    long began = System.nanoTime();
    connect(dialer, address, CONNECTIONS, open);
    double micros = (System.nanoTime() - began) / 1000.0 / CONNECTIONS;
    System.out.println((settled() - before) / (double) CONNECTIONS + " " + micros);
    open.forEach(
        each -> {
          var _ = each.close();
        });
    group.shutdownGracefully(0, 10, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private static long settled() throws IOException, InterruptedException {
    System.gc();
    Thread.sleep(SETTLE_MILLIS);
    return ProcessUsage.residentKilobytes(ProcessHandle.current().pid());
  }

  private static void connect(
      QuicDialer dialer, InetSocketAddress address, int count, List<Http3Connection> open)
      throws Exception {
    for (int i = 0; i < count; i++) {
      open.add(
          dialer
              .dial(address, "localhost", "localhost:" + address.getPort())
              .get(HANDSHAKE_MILLIS, TimeUnit.MILLISECONDS));
    }
  }
}
