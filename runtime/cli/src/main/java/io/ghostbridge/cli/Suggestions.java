package io.ghostbridge.cli;

import io.ghostbridge.launcher.ListeningEndpoint;
import io.ghostbridge.launcher.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The three commands that a new user tries first, as they work for this node. */
final class Suggestions {
  private Suggestions() {}

  static List<String> of(Node node, List<ListeningEndpoint> endpoints) {
    String script = quote(relative(NodeOptions.installation().script()));
    String data = "--data " + quote(relative(node.data().path()));
    List<String> commands = new ArrayList<>();
    commands.add(script + " status " + data);
    commands.add(script + " name register alice.ghost A 192.0.2.1 " + data);
    endpoints.stream()
        .filter(endpoint -> endpoint.protocol().contains("UDP"))
        .findFirst()
        .map(Suggestions::query)
        .ifPresent(commands::add);
    return commands;
  }

  private static String query(ListeningEndpoint endpoint) {
    int colon = endpoint.address().lastIndexOf(':');
    String host = endpoint.address().substring(0, colon).replaceAll("[\\[\\]]", "");
    return "kdig @" + host + " -p " + endpoint.address().substring(colon + 1) + " alice.ghost A";
  }

  private static Path relative(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return path.startsWith(here) && !path.equals(here) ? here.relativize(path) : path;
  }

  private static String quote(Path path) {
    String text = path.toString();
    return text.matches("[\\w./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
