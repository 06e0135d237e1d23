package io.ghostbridge.launcher.logging;

import org.apache.felix.framework.Logger;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What the framework itself has to say. */
public final class FrameworkLog extends Logger {
  private final org.slf4j.Logger logger = LoggerFactory.getLogger("org.apache.felix.framework");

  // The superclass has the raw type.
  @SuppressWarnings("rawtypes")
  @Override
  protected void doLog(
      @Nullable Bundle bundle,
      @Nullable ServiceReference reference,
      int level,
      String message,
      @Nullable Throwable failure) {
    logger
        .atLevel(level(level))
        .setCause(failure)
        .log("event=framework bundle={} message=\"{}\"", bundle, message);
  }

  private static Level level(int level) {
    return switch (level) {
      case LOG_ERROR -> Level.ERROR;
      case LOG_WARNING -> Level.WARN;
      case LOG_INFO -> Level.INFO;
      default -> Level.DEBUG;
    };
  }
}
