package io.ghostbridge.bench.subject;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.process.Loopback;
import io.ghostbridge.bench.process.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a node counts, as its exporter shows it.
 *
 * @param port of the exporter
 */
public record NodeMetrics(int port) {
  /** Switches the exporter on in {@code configuration}, for a node that starts later. */
  public static NodeMetrics exportedBy(Path configuration) throws IOException {
    NodeMetrics metrics = new NodeMetrics(Ports.free());
    Files.writeString(
        configuration.resolve("io.ghostbridge.metrics.prometheus.cfg"),
        "enabled = true\nport = " + metrics.port + "\n");
    return metrics;
  }

  /**
   * The value now.
   *
   * @param metric its name, with its labels if it has some
   * @throws BenchmarkException if the node shows none of this name
   */
  public double value(String metric) throws BenchmarkException, IOException {
    URI uri = URI.create("http://" + Loopback.address().getHostAddress() + ":" + port + "/metrics");
    String shown;
    try (InputStream body = uri.toURL().openStream()) {
      shown = new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
    return shown
        .lines()
        .filter(line -> line.startsWith(metric + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new BenchmarkException("the node's metrics have no " + metric));
  }
}
