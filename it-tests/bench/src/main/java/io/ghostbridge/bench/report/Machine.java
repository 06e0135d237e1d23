package io.ghostbridge.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The machine that the figures are of. */
public final class Machine {
  private static final Pattern MODEL = Pattern.compile("model name\\s*:\\s*(.+)");
  private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s*(\\d+) kB");
  private static final Pattern PROCESSOR = Pattern.compile("(?m)^processor\\s*:");

  private Machine() {}

  /** The number of cores of the machine, whatever this process is pinned to. */
  public static int cores() throws IOException {
    return (int) PROCESSOR.matcher(proc("cpuinfo")).results().count();
  }

  /** A description for the JSON report, with the load average at this moment. */
  public static Map<String, Object> describe() throws IOException {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("cpu", first(MODEL, proc("cpuinfo")));
    machine.put("cores", cores());
    machine.put("memory_megabytes", Long.parseLong(first(MEMORY, proc("meminfo"))) / 1024);
    machine.put("kernel", proc("sys/kernel/osrelease").strip());
    machine.put("java", System.getProperty("java.runtime.version"));
    machine.put("load_average_before", Double.parseDouble(first(LOAD, proc("loadavg"))));
    return machine;
  }

  private static final Pattern LOAD = Pattern.compile("^(\\S+)");

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1).strip() : "0";
  }

  private static String proc(String name) throws IOException {
    return Files.readString(Path.of("/proc", name), StandardCharsets.UTF_8);
  }
}
