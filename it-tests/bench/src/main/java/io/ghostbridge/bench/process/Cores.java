package io.ghostbridge.bench.process;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.report.Machine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Which core runs what: the server one, whatever makes load the other. */
public final class Cores {
  private static final int SERVER = 0;
  private static final int LOAD = 1;

  private Cores() {}

  /** {@code command} on the server's core. */
  static List<String> server(List<String> command) throws BenchmarkException {
    return pinned(SERVER, command);
  }

  /** {@code command} on the load generator's core. */
  static List<String> load(List<String> command) throws BenchmarkException {
    return pinned(LOAD, command);
  }

  /** What stands before a command that is to run on all cores, whatever its parent runs on. */
  public static List<String> onAll() throws BenchmarkException, IOException {
    return List.of(Tools.require("taskset", "util-linux"), "-c", "0-" + (Machine.cores() - 1));
  }

  /** What processes have taken of the server's core so far, in microseconds. */
  static long serverTakenMicros() throws IOException {
    return CoreTime.takenMicros(SERVER);
  }

  private static List<String> pinned(int core, List<String> command) throws BenchmarkException {
    List<String> pinned = new ArrayList<>();
    pinned.add(Tools.require("taskset", "util-linux"));
    pinned.add("-c");
    pinned.add(Integer.toString(core));
    pinned.addAll(command);
    return pinned;
  }
}
