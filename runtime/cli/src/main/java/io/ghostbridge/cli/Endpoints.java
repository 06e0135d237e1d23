package io.ghostbridge.cli;

import io.ghostbridge.launcher.ListeningEndpoint;
import java.util.ArrayList;
import java.util.List;

/** Where a node listens: as lines of the {@code ready} file, and as a table for people. */
final class Endpoints {
  private static final String SEPARATOR = "\t";

  private Endpoints() {}

  static List<String> lines(List<ListeningEndpoint> endpoints) {
    return endpoints.stream()
        .map(e -> String.join(SEPARATOR, e.protocol(), e.address(), e.configKey()))
        .toList();
  }

  static List<ListeningEndpoint> parse(List<String> lines) {
    List<ListeningEndpoint> endpoints = new ArrayList<>();
    for (String line : lines) {
      String[] fields = line.split(SEPARATOR, -1);
      if (fields.length == 3) {
        endpoints.add(new ListeningEndpoint(fields[0], fields[1], fields[2]));
      }
    }
    return endpoints;
  }

  static List<String> table(List<ListeningEndpoint> endpoints) {
    int protocol = endpoints.stream().mapToInt(e -> e.protocol().length()).max().orElse(0);
    int address = endpoints.stream().mapToInt(e -> e.address().length()).max().orElse(0);
    return endpoints.stream()
        .map(
            e ->
                pad(e.protocol(), protocol)
                    + "  "
                    + pad(e.address(), address)
                    + "  set by "
                    + e.configKey())
        .toList();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
