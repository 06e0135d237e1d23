package io.ghostbridge.launcher;

import io.ghostbridge.launcher.config.ConfigurationException;
import io.ghostbridge.launcher.config.ConfigurationFile;
import io.ghostbridge.launcher.config.PluginConfiguration;
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

  private final Options options;
  private final DataDirectory data;
  private final Container container;
  private final Logger log = LoggerFactory.getLogger(Node.class);

  private Node(Options options, DataDirectory data, Container container) {
    this.options = options;
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
      config = config.toAbsolutePath().normalize();
      overrides = List.copyOf(overrides);
    }
  }

  /**
   * Takes the data directory and opens the log; nothing runs yet.
   *
   * @throws StartException saying in one line why that cannot be
   */
  public static Node open(Options options) throws StartException {
    DataDirectory data = DataDirectory.take(options.data());
    LogFiles.open(options.config(), data.logs());
    return new Node(options, data, new Container(data, options.config()));
  }

  /**
   * Starts everything and returns when the transports listen. If that fails, {@link #stop} ends
   * what did start. Stopping while this runs is allowed and makes it fail.
   *
   * @throws StartException saying why in one line
   */
  public void start() throws StartException {
    log.info("event=starting data={} config={}", data.path(), options.config());
    try {
      startAll();
    } catch (StartException e) {
      log.error("event=start-failed reason=\"{}\"", e.getMessage());
      throw e;
    }
  }

  private void startAll() throws StartException {
    Installation installation = options.installation();
    List<ConfigurationFile> files;
    try {
      files = ConfigurationFile.readAll(options.config(), options.overrides());
    } catch (ConfigurationException e) {
      throw new StartException(ExitCode.BAD_CONFIGURATION, e.getMessage(), e);
    }
    container.install(installation);
    PluginConfiguration ofPlugins = container.configure(files, options.config());
    for (int level : installation.bundles().keySet()) {
      container.raiseTo(level);
      refuseFailures();
    }
    try {
      ofPlugins.checkUsed();
    } catch (ConfigurationException e) {
      throw new StartException(ExitCode.BAD_CONFIGURATION, e.getMessage(), e);
    }
    for (String waiting : container.components().waiting()) {
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
    List<String> failed = container.components().failed();
    if (!failed.isEmpty()) {
      throw new StartException(ExitCode.FAILED, String.join("; ", failed));
    }
  }

  /**
   * Where the transports listen now.
   *
   * @throws StartException if the node was stopped meanwhile
   */
  public List<ListeningEndpoint> endpoints() throws StartException {
    return ListeningEndpoint.all(container.context());
  }

  /** The data directory. */
  public DataDirectory data() {
    return data;
  }

  /**
   * Stops whatever runs: no new calls, calls in flight finish within the transports' bounds, then
   * what they use.
   *
   * @return whether all of it ended in time
   */
  public synchronized boolean stop() {
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
