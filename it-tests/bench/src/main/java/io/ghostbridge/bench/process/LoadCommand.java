package io.ghostbridge.bench.process;

import io.ghostbridge.bench.BenchmarkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A load generator: a program that runs on its own core, ends by itself, and prints figures. */
public final class LoadCommand {
  private LoadCommand() {}

  /**
   * What {@code command} printed, errors included.
   *
   * @throws BenchmarkException if it exits with anything but 0
   */
  public static String run(List<String> command)
      throws BenchmarkException, IOException, InterruptedException {
    Process process = new ProcessBuilder(Cores.load(command)).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw new BenchmarkException(
            String.join(" ", command) + " exited with " + status + ": " + output.strip());
      }
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}
