package io.ghostbridge.plugin.guard.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The platform threads that a plugin runs: those begun on a thread of {@link #factory} or by such,
 * those of a class or with the context class loader of the plugin, and those whose outermost code
 * is the plugin's. Virtual threads cannot be listed and have no CPU clock.
 */
final class PluginThreads {
  private static final String GROUP = "plugin ";

  private final ThreadMXBean clocks = ManagementFactory.getThreadMXBean();
  private final Bundle bundle;
  private final ThreadGroup group;
  private final Map<Long, Long> lastCpuNanos = new HashMap<>();
  private @Nullable Set<String> packages;
  private long cpuOfEndedNanos;

  /**
   * How many threads there are, and what they and the ended ones used of the CPU. What a thread
   * used after it was looked at last is lost when it ends.
   */
  record Figures(int count, long cpuNanos) {}

  PluginThreads(String plugin, Bundle bundle) {
    this.bundle = bundle;
    this.group = new ThreadGroup(GROUP + plugin);
  }

  ThreadFactory factory() {
    return Thread.ofPlatform().group(group).daemon().name(group.getName() + " ", 0).factory();
  }

  synchronized Figures figures() {
    Map<Long, Long> alive = new HashMap<>();
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              if (isOfPlugin(thread, stack)) {
                alive.put(thread.threadId(), cpuNanos(thread));
              }
            });
    lastCpuNanos.forEach(
        (id, nanos) -> {
          if (!alive.containsKey(id)) {
            cpuOfEndedNanos += nanos;
          }
        });
    lastCpuNanos.clear();
    lastCpuNanos.putAll(alive);
    long cpu = cpuOfEndedNanos;
    for (long nanos : alive.values()) {
      cpu += nanos;
    }
    return new Figures(alive.size(), cpu);
  }

  private long cpuNanos(Thread thread) {
    return clocks.isThreadCpuTimeSupported()
        ? Math.max(0, clocks.getThreadCpuTime(thread.threadId()))
        : 0;
  }

  private boolean isOfPlugin(Thread thread, StackTraceElement[] stack) {
    for (ThreadGroup of = thread.getThreadGroup(); of != null; of = of.getParent()) {
      if (of.getName().startsWith(GROUP)) {
        return of.equals(group);
      }
    }
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    ClassLoader loader = wiring == null ? null : wiring.getClassLoader();
    if (loader == null) {
      return false;
    }
    return loader.equals(thread.getClass().getClassLoader())
        || loader.equals(thread.getContextClassLoader())
        || beganInPlugin(stack, wiring);
  }

  private boolean beganInPlugin(StackTraceElement[] stack, BundleWiring wiring) {
    for (int i = stack.length - 1; i >= 0; i--) {
      String type = stack[i].getClassName();
      if (!type.startsWith("java.") && !type.startsWith("jdk.") && !type.startsWith("sun.")) {
        return packages(wiring).contains(type.substring(0, Math.max(0, type.lastIndexOf('.'))));
      }
    }
    return false;
  }

  private Set<String> packages(BundleWiring wiring) {
    Set<String> known = packages;
    if (known == null) {
      known = new HashSet<>();
      for (String resource :
          wiring.listResources(
              "/",
              "*.class",
              BundleWiring.LISTRESOURCES_LOCAL | BundleWiring.LISTRESOURCES_RECURSE)) {
        known.add(resource.substring(0, Math.max(0, resource.lastIndexOf('/'))).replace('/', '.'));
      }
      packages = known;
    }
    return known;
  }
}
