package io.ghostbridge.plugin.guard.internal;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * The exception that says "cannot tell now" to callers of an interface: the checked one that the
 * method declares, such as {@code NameSourceException}, else {@link IllegalStateException}.
 */
final class Refused {
  private Refused() {}

  /** The plugin is not called at all. */
  static Throwable by(Method method, String message) {
    return make(method, message, null);
  }

  /**
   * The plugin threw what it may not throw. Unchecked exceptions of methods that declare nothing
   * stay what they are.
   */
  static Throwable because(Method method, String plugin, Throwable thrown) {
    boolean unchecked = thrown instanceof RuntimeException;
    String message = "the plugin " + plugin + " failed: " + thrown;
    Throwable declared = declared(method, message, thrown);
    if (declared != null) {
      return declared;
    }
    return unchecked ? thrown : new IllegalStateException(message, thrown);
  }

  private static Throwable make(Method method, String message, @Nullable Throwable cause) {
    Throwable declared = declared(method, message, cause);
    return declared == null ? new IllegalStateException(message, cause) : declared;
  }

  private static @Nullable Throwable declared(
      Method method, String message, @Nullable Throwable cause) {
    for (Class<?> type : method.getExceptionTypes()) {
      if (Exception.class.isAssignableFrom(type)
          && !RuntimeException.class.isAssignableFrom(type)
          && !Modifier.isAbstract(type.getModifiers())) {
        Throwable made = construct(type, message, cause);
        if (made != null) {
          return made;
        }
      }
    }
    return null;
  }

  private static @Nullable Throwable construct(
      Class<?> type, String message, @Nullable Throwable cause) {
    try {
      Constructor<?> constructor = type.getConstructor(String.class);
      Throwable made = (Throwable) constructor.newInstance(message);
      return cause == null ? made : made.initCause(cause);
    } catch (ReflectiveOperationException | IllegalStateException e) {
      return null;
    }
  }
}
