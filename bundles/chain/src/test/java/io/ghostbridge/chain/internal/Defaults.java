package io.ghostbridge.chain.internal;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Makes components of other bundles as the component runtime does: by constructor and defaults. */
final class Defaults {
  private Defaults() {}

  /**
   * @param references what the constructor takes, without its configuration
   * @param configuration values that differ from the defaults
   */
  static <T> T component(Class<T> type, List<Object> references, Map<String, Object> configuration)
      throws ReflectiveOperationException {
    Deque<Object> left = new ArrayDeque<>(references);
    for (Constructor<?> constructor : type.getConstructors()) {
      if (constructor.getParameterCount() == references.size() + 1) {
        Object[] arguments =
            Arrays.stream(constructor.getParameterTypes())
                .map(each -> each.isAnnotation() ? annotation(each, configuration) : left.remove())
                .toArray();
        try {
          return type.cast(constructor.newInstance(arguments));
        } catch (InvocationTargetException e) {
          throw new IllegalStateException(e.getCause());
        }
      }
    }
    throw new NoSuchMethodException(type + " with " + references.size() + " references");
  }

  private static Object annotation(Class<?> type, Map<String, Object> values) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> value(method, values));
  }

  private static Object value(Method method, Map<String, Object> values) {
    Object given = values.get(method.getName());
    return given == null ? method.getDefaultValue() : given;
  }
}
