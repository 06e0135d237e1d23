package io.ghostbridge.launcher.logging;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.log.LogService;
import org.osgi.service.log.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.MessageFormatter;

/**
 * The OSGi log service (Compendium 8, chapter 101), which Declarative Services and Config Admin
 * write to, on SLF4J. The interfaces have some forty methods that differ in their level only, hence
 * the proxies.
 */
public final class BundleLog {
  private BundleLog() {}

  /** The service to register. */
  public static LogService service() {
    return (LogService)
        Proxy.newProxyInstance(
            BundleLog.class.getClassLoader(),
            new Class<?>[] {LogService.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getLogger" -> logger(arguments);
                  case "log" -> log(arguments);
                  default -> ofObject(proxy, method, arguments);
                });
  }

  /** getLogger(name or class), (name or class, type), (bundle, name, type). */
  private static Logger logger(Object[] arguments) {
    Object name = arguments.length == 3 ? arguments[1] : arguments[0];
    String text = name instanceof Class<?> type ? type.getName() : name.toString();
    if (text.equals(Logger.ROOT_LOGGER_NAME) && arguments[0] instanceof Bundle bundle) {
      text = bundle.getSymbolicName();
    }
    return (Logger)
        Proxy.newProxyInstance(
            BundleLog.class.getClassLoader(),
            new Class<?>[] {Logger.class},
            new LoggerHandler(LoggerFactory.getLogger(text)));
  }

  /** The deprecated log(level, message), optionally with a reference before and a cause after. */
  private static @Nullable Object log(Object[] arguments) {
    int first = arguments[0] instanceof Integer ? 0 : 1;
    Object cause = arguments.length > first + 2 ? arguments[first + 2] : null;
    Level level =
        switch ((Integer) arguments[first]) {
          case 1 -> Level.ERROR;
          case 2 -> Level.WARN;
          case 3 -> Level.INFO;
          default -> Level.DEBUG;
        };
    LoggerFactory.getLogger("org.osgi.service.log")
        .atLevel(level)
        .setCause((Throwable) cause)
        .log("event=bundle message=\"{}\"", arguments[first + 1]);
    return null;
  }

  // Identity is what equals means here.
  @SuppressWarnings("ReferenceEquality")
  private static @Nullable Object ofObject(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> proxy == arguments[0];
      case "toString" -> "log service on SLF4J";
      default -> throw new UnsupportedOperationException(method.toString());
    };
  }

  private record LoggerHandler(org.slf4j.Logger logger) implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
      String name = method.getName();
      if (name.equals("getName")) {
        return logger.getName();
      }
      if (name.startsWith("is") && name.endsWith("Enabled")) {
        return logger.isEnabledForLevel(level(name.substring(2, name.length() - 7)));
      }
      if (arguments == null || !(arguments[0] instanceof String format)) {
        // The forms with a consumer have no caller here.
        return ofObject(proxy, method, arguments == null ? new Object[0] : arguments);
      }
      Object[] values = values(arguments);
      var message = MessageFormatter.arrayFormat(format, values);
      logger
          .atLevel(level(name))
          .setCause(message.getThrowable())
          .log("event=bundle message=\"{}\"", message.getMessage());
      return null;
    }

    private static Object[] values(Object[] arguments) {
      if (arguments.length == 2 && arguments[1] instanceof Object[] several) {
        return several;
      }
      Object[] values = new Object[arguments.length - 1];
      System.arraycopy(arguments, 1, values, 0, values.length);
      return values;
    }

    private static Level level(String name) {
      String level = name.toUpperCase(Locale.ROOT);
      return level.equals("AUDIT") ? Level.INFO : Level.valueOf(level);
    }
  }
}
