package io.ghostbridge.bench.crypto;

import com.google.common.base.Splitter;
import io.ghostbridge.bench.BenchmarkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code openssl speed}, on the core that this process is on, and reads what it says. */
final class OpensslSpeed {
  private final String seconds;

  /**
   * @param seconds how long a figure takes
   */
  OpensslSpeed(int seconds) {
    this.seconds = Integer.toString(seconds);
  }

  /**
   * Messages of {@code size} bytes a second.
   *
   * @param arguments such as {@code -evp aes-256-gcm}
   */
  double bulk(int size, List<String> arguments)
      throws BenchmarkException, IOException, InterruptedException {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("-bytes", Integer.toString(size)));
    // +F:22:AES-256-GCM:209867796.08 bytes a second
    return Double.parseDouble(fields(all, "+F:").getLast()) / size;
  }

  /**
   * Signatures and verifications a second.
   *
   * @param algorithm such as {@code ed25519}
   */
  double[] signatures(String algorithm)
      throws BenchmarkException, IOException, InterruptedException {
    // +F6:0:253:Ed25519:3054.45:1615.88, +F4:3:256:7845.54:2166.33
    List<String> fields = fields(List.of(algorithm), "+F");
    int count = fields.size();
    return new double[] {
      Double.parseDouble(fields.get(count - 2)), Double.parseDouble(fields.get(count - 1))
    };
  }

  /**
   * Agreements a second.
   *
   * @param algorithm such as {@code ecdhx25519}
   */
  double agreements(String algorithm) throws BenchmarkException, IOException, InterruptedException {
    // +F5:22:253:4368.000000:0.000229
    return Double.parseDouble(fields(List.of(algorithm), "+F5:").get(3));
  }

  private List<String> fields(List<String> arguments, String start)
      throws BenchmarkException, IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("openssl", "speed", "-elapsed", "-mr", "-seconds", seconds));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new BenchmarkException(command + " ended with " + process.exitValue());
    }
    return output
        .lines()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .map(line -> Splitter.on(':').splitToList(line))
        .orElseThrow(() -> new BenchmarkException(command + " said no figure"));
  }
}
