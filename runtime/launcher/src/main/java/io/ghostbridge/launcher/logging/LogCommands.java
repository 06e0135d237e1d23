package io.ghostbridge.launcher.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** The shell's {@code log:levels} and {@code log:level}. */
public final class LogCommands {
  /** Service properties that make Gogo find the commands. */
  public static final Map<String, Object> PROPERTIES =
      Map.of(
          "osgi.command.scope", "log", "osgi.command.function", new String[] {"levels", "level"});

  /** The loggers that have a level of their own. */
  public String levels() {
    return context().getLoggerList().stream()
        .filter(logger -> logger.getLevel() != null)
        .map(logger -> logger.getName() + " = " + logger.getLevel())
        .collect(Collectors.joining("\n"));
  }

  /** The level in force for {@code logger}. */
  public String level(String logger) {
    return context().getLogger(logger).getEffectiveLevel().toString();
  }

  /**
   * Sets the level of {@code logger} until the next start or change of {@code logback.xml}.
   *
   * @param level TRACE, DEBUG, INFO, WARN, ERROR, OFF, or DEFAULT to inherit again
   */
  public String level(String logger, String level) {
    Logger target = context().getLogger(logger);
    if (level.equalsIgnoreCase("default")) {
      target.setLevel(null);
    } else {
      Level parsed = Level.toLevel(level, null);
      if (parsed == null) {
        throw new IllegalArgumentException(
            "'"
                + level
                + "' is no level; expected TRACE, DEBUG, INFO, WARN, ERROR, OFF or DEFAULT");
      }
      target.setLevel(parsed);
    }
    return logger + " = " + target.getEffectiveLevel();
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }
}
