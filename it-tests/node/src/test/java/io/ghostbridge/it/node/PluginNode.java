package io.ghostbridge.it.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A node that trusts a publisher, and its operator at the command line. */
record PluginNode(Path directory, Publisher publisher, RunningNode node) implements AutoCloseable {
  static final Ghostbridge GHOSTBRIDGE = Ghostbridge.laidOut();

  /** Starts a node whose data and configuration are in {@code directory}. */
  static PluginNode start(Path directory, String... more) throws Exception {
    Path config = GHOSTBRIDGE.copyConfigTo(directory.resolve("config"));
    Publisher publisher = Publisher.create("Probe-Works");
    publisher.becomesTrusted(config);
    return run(directory, publisher, more);
  }

  private static PluginNode run(Path directory, Publisher publisher, String... more)
      throws Exception {
    List<String> options = new ArrayList<>(List.of(more));
    options.addAll(List.of("--config", directory.resolve("config").toString()));
    return new PluginNode(
        directory,
        publisher,
        GHOSTBRIDGE.run(directory.resolve("data"), options.toArray(String[]::new)));
  }

  /** Runs the node anew on the same data, after it was ended. */
  PluginNode again(String... more) throws Exception {
    return run(directory, publisher, more);
  }

  Path data() {
    return node.data();
  }

  Path signed(ProbePlugin probe) throws Exception {
    return publisher.sign(unsigned(probe));
  }

  Path unsigned(ProbePlugin probe) throws Exception {
    return probe.build(GHOSTBRIDGE, Files.createTempDirectory(directory, "jar"));
  }

  Ghostbridge.Result plugin(String... arguments) throws Exception {
    return GHOSTBRIDGE.execute(
        Stream.of(Stream.of("plugin"), Stream.of(arguments), Stream.of("--data", data().toString()))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  String succeed(String... arguments) throws Exception {
    var result = plugin(arguments);
    assertThat(result.exitCode())
        .as(List.of(arguments) + ": " + result.out() + result.err())
        .isZero();
    assertThat(result.err()).isEmpty();
    return result.out();
  }

  Ghostbridge.Result refused(String why, String... arguments) throws Exception {
    var result = plugin(arguments);
    assertThat(result.exitCode()).as(List.of(arguments).toString()).isEqualTo(1);
    assertThat(result.complaints()).singleElement().asString().contains(why);
    return result;
  }

  Ghostbridge.Result shell(String line) throws Exception {
    return GHOSTBRIDGE.execute("shell", "--data", data().toString(), line);
  }

  @Override
  public void close() {
    node.close();
  }
}
