package io.ghostbridge.launcher;

import io.ghostbridge.launcher.config.ConfigurationException;
import io.ghostbridge.launcher.config.ConfigurationFile;
import io.ghostbridge.launcher.logging.LogFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running node: a data directory that is held, and a container in it. */
public final class Node {
  /** How long stopping may take; the transports' own drain timeouts are shorter. */
  static final long STOP_TIMEOUT_MILLIS = 25_000;

  private final DataDirectory data;
  private final Container container;
  private final Logger log = LoggerFactory.getLogger(Node.class);

  private Node(DataDirectory data, Container container) {
    this.data = data;
    this.container = container;
  }

  /**
   * What to start.
   *
   * @param installation where the bundles are
   * @param data the data directory
   * @param config the configuration directory
   * @param overrides {@code PID:KEY=VALUE}, over what the files say
   */
  public record Options(Installation installation, Path data, Path config, List<String> overrides) {
    /** Copies {@code overrides}. */
    public Options {
      overrides = List.copyOf(overrides);
    }
  }

  /**
   * Starts a node and returns when its transports listen. If that fails, whatever started is
   * stopped again.
   *
   * @throws StartException saying why in one line
   */
  public static Node start(Options options) throws StartException {
    DataDirectory data = DataDirectory.take(options.data());
    Path config = options.config().toAbsolutePath().normalize();
    LogFiles.open(config, data.logs());
    Node node = new Node(data, new Container(data, config));
    try {
      node.start(options.installation(), config, options.overrides());
      return node;
    } catch (StartException e) {
      node.log.error("event=start-failed reason=\"{}\"", e.getMessage());
      node.stop();
      throw e;
    }
  }

  private void start(Installation installation, Path config, List<String> overrides)
      throws StartException {
    log.info("event=starting data={} config={}", data.path(), config);
    List<ConfigurationFile> files;
    try {
      files = ConfigurationFile.readAll(config, overrides);
    } catch (ConfigurationException e) {
      throw new StartException(ExitCode.BAD_CONFIGURATION, e.getMessage(), e);
    }
    container.install(installation);
    container.configure(files);
    for (int level : installation.bundles().keySet()) {
      container.raiseTo(level);
      refuseFailures();
    }
    for (String waiting : ComponentReport.of(container.context()).waiting()) {
      log.warn("event=component-waiting reason=\"{}\"", waiting);
    }
    for (ListeningEndpoint endpoint : endpoints()) {
      log.info(
          "event=listening protocol=\"{}\" address={} key={}",
          endpoint.protocol(),
          endpoint.address(),
          endpoint.configKey());
    }
  }

  private void refuseFailures() throws StartException {
    if (!container.errors().isEmpty()) {
      throw new StartException(ExitCode.FAILED, String.join("; ", container.errors()));
    }
    List<String> failed = ComponentReport.of(container.context()).failed();
    if (!failed.isEmpty()) {
      throw new StartException(ExitCode.FAILED, String.join("; ", failed));
    }
  }

  /** Where the transports listen now. */
  public List<ListeningEndpoint> endpoints() {
    return ListeningEndpoint.all(container.context());
  }

  /** The data directory. */
  public DataDirectory data() {
    return data;
  }

  /**
   * Stops everything: no new calls, calls in flight finish within the transports' bounds, then what
   * they use.
   *
   * @return whether all of it ended in time
   */
  public boolean stop() {
    log.info("event=stopping");
    boolean inTime = container.stop(STOP_TIMEOUT_MILLIS);
    if (inTime) {
      log.info("event=stopped");
    } else {
      log.error("event=stop-timeout limit_millis={}", STOP_TIMEOUT_MILLIS);
    }
    try {
      data.close();
    } catch (IOException e) {
      log.warn("event=unlock-failed reason=\"{}\"", e.toString());
    }
    return inTime;
  }
}
