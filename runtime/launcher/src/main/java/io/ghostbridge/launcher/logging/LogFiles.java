package io.ghostbridge.launcher.logging;

import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sets logging up, before the first logger is asked for: Logback reads {@code logback.xml} of the
 * configuration directory and watches it, so that levels change while the node runs.
 */
public final class LogFiles {
  private LogFiles() {}

  /**
   * @param configuration the directory that has {@code logback.xml}; without that file everything
   *     from INFO on goes to the console
   * @param logs the directory of the log files
   */
  public static void open(Path configuration, Path logs) {
    System.setProperty("ghost.log.directory", logs.toString());
    Path file = configuration.resolve("logback.xml");
    if (Files.isReadable(file)) {
      System.setProperty("logback.configurationFile", file.toString());
    }
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}
