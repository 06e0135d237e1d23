package io.ghostbridge.plugin.residue.internal.find;

import io.ghostbridge.plugin.residue.ResidueItem;
import io.ghostbridge.plugin.residue.ResidueKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Platform threads that belong to a class loader by their class or their context class loader, or
 * that execute its classes.
 *
 * @param loader whether a class loader is the one, or a child of it
 * @param classes the names of its classes; empty if classes of these names are somebody else's too
 */
record PluginThreads(Predicate<ClassLoader> loader, Set<String> classes) {
  private static final int MAX_FRAMES = 16;

  List<ResidueItem> find() {
    List<ResidueItem> items = new ArrayList<>();
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      Thread thread = entry.getKey();
      if (thread.equals(Thread.currentThread()) || !thread.isAlive()) {
        continue;
      }
      evidence(thread, entry.getValue())
          .ifPresent(
              evidence ->
                  items.add(
                      new ResidueItem(
                          ResidueKind.THREAD,
                          "thread '" + thread.getName() + "'",
                          evidence,
                          Arrays.stream(entry.getValue())
                              .limit(MAX_FRAMES)
                              .map(StackTraceElement::toString)
                              .toList())));
    }
    return items;
  }

  private Optional<String> evidence(Thread thread, StackTraceElement[] stack) {
    if (isOurs(thread.getClass().getClassLoader())) {
      return Optional.of("its class " + thread.getClass().getName() + " is one of the plugin");
    }
    if (isOurs(thread.getContextClassLoader())) {
      return Optional.of("its context class loader is the plugin's");
    }
    return Arrays.stream(stack)
        .map(StackTraceElement::getClassName)
        .filter(classes::contains)
        .findFirst()
        .map(name -> "it executes " + name);
  }

  private boolean isOurs(@Nullable ClassLoader candidate) {
    for (ClassLoader one = candidate; one != null; one = one.getParent()) {
      if (loader.test(one)) {
        return true;
      }
    }
    return false;
  }
}
