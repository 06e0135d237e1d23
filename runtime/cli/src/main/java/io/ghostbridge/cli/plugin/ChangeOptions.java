package io.ghostbridge.cli.plugin;

import io.ghostbridge.cli.NodeOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that changes plugins takes. */
final class ChangeOptions {
  @Mixin private NodeOptions nodeOptions = new NodeOptions();

  @Option(
      names = {"-y", "--yes"},
      description = "Make the change without asking. Needed where there is no terminal.")
  private boolean yes;

  @Option(
      names = "--approve",
      paramLabel = "CAPABILITY",
      description =
          "Approve a capability that the plan shows as new, such as"
              + " 'network;host=\"*.example.org\";port=\"443\"', or 'all'. May be repeated. That"
              + " another publisher takes the plugin over is never in 'all'.")
  private List<String> approvals = new ArrayList<>();

  @Option(
      names = "--refresh-others",
      description = "Agree that bundles restart that do not declare that they depend on it.")
  private boolean refreshOthers;

  @Option(
      names = "--json",
      description = "Print the plan, each step and the report as JSON objects, one a line.")
  private boolean json;

  NodeOptions node() {
    return nodeOptions;
  }

  Agreement agreement() {
    return new Agreement(yes, approvals, refreshOthers, json);
  }
}
