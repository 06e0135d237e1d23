package io.ghostbridge.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The exported types of this bundle as lines of text, by package; the first line of a package is
 * its version.
 */
final class ApiSurface {
  private ApiSurface() {}

  /** Reads the compiled classes below {@code classes}. */
  static Map<String, List<String>> of(Path classes) throws IOException {
    Map<String, Set<String>> byPackage = new TreeMap<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name =
            classes.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
        if (!name.equals("module-info") && !name.contains(".internal.")) {
          describe(load(name), byPackage);
        }
      }
    }
    Map<String, List<String>> surface = new TreeMap<>();
    byPackage.forEach((name, lines) -> surface.put(name, new ArrayList<>(lines)));
    return surface;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ApiSurface.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new UncheckedIOException(new IOException("no class " + name, e));
    }
  }

  private static void describe(Class<?> type, Map<String, Set<String>> byPackage) {
    if (!visible(type.getModifiers()) || type.getSimpleName().equals("package-info")) {
      return;
    }
    Set<String> lines = byPackage.computeIfAbsent(type.getPackageName(), p -> new TreeSet<>());
    String name = type.getName().substring(type.getPackageName().length() + 1);
    lines.add(
        name
            + ": "
            + type.toGenericString()
            + " extends "
            + type.getGenericSuperclass()
            + " implements "
            + Arrays.toString(type.getGenericInterfaces()));
    for (Field field : type.getDeclaredFields()) {
      if (visible(field.getModifiers())) {
        lines.add(name + "#" + field.toGenericString());
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (visible(constructor.getModifiers())) {
        lines.add(name + "#" + constructor.toGenericString());
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (visible(method.getModifiers()) && !method.isSynthetic()) {
        lines.add(name + "#" + method.toGenericString());
      }
    }
    if (type.isRecord()) {
      lines.add(
          name
              + "#record"
              + Arrays.stream(type.getRecordComponents()).map(RecordComponent::toString).toList());
    }
  }

  private static boolean visible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }
}
