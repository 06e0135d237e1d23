package io.ghostbridge.it.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** What a bundle may leave behind, and must not. */
final class Remains {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long POLL_MILLIS = 20;

  private Remains() {}

  /** The names of all platform threads. */
  static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }

  /** Threads that are there now and were not {@code before}, once those that end have ended. */
  static Set<String> threadsSince(Set<String> before) throws InterruptedException {
    become(() -> added(before).isEmpty());
    return added(before);
  }

  private static Set<String> added(Set<String> before) {
    return threads().stream()
        .filter(name -> !before.contains(name) && !isOthers(name))
        .collect(Collectors.toSet());
  }

  /** Threads of the JVM itself and of grpc-java's client, which keeps them for a while. */
  private static boolean isOthers(String name) {
    return name.startsWith("ForkJoinPool-")
        || name.startsWith("VirtualThread-")
        || name.startsWith("grpc-")
        || name.startsWith("globalEventExecutor-");
  }

  /** Sockets, as {@code /proc/net} tells them, that are open now and were not {@code before}. */
  static Set<String> socketsSince(Set<String> before) throws InterruptedException {
    become(() -> before.containsAll(sockets()));
    return sockets().stream()
        .filter(socket -> !before.contains(socket))
        .map(Remains::describe)
        .collect(Collectors.toSet());
  }

  private static String describe(String socket) {
    String inode = socket.substring("socket:[".length(), socket.length() - 1);
    return Stream.of("tcp", "tcp6", "udp", "udp6", "unix")
            .map(protocol -> Path.of("/proc/net", protocol))
            .flatMap(Remains::lines)
            .filter(line -> (line + " ").contains(" " + inode + " "))
            .findFirst()
            .orElse("a socket of no connection")
        + " "
        + socket;
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  /** What the process's open file descriptors that are sockets point to. */
  static Set<String> sockets() {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors
          .map(Remains::target)
          .filter(target -> target.startsWith("socket:"))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      // The one of this very listing.
      return "";
    }
  }

  /** The files that native libraries whose names hold {@code name} are mapped from. */
  static Set<String> libraries(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/maps")).stream()
        .filter(line -> line.contains(name))
        .map(line -> line.substring(line.indexOf('/')))
        .collect(Collectors.toSet());
  }

  /** The class loader of {@code bundle}, without keeping it. */
  static WeakReference<ClassLoader> classLoader(Bundle bundle) {
    return new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
  }

  /** Whether the garbage collector takes {@code loader} once nothing holds it. */
  static boolean isCollected(WeakReference<ClassLoader> loader) throws InterruptedException {
    return become(
        () -> {
          System.gc();
          return loader.get() == null;
        });
  }

  /** Lets the framework forget the wirings of removed and updated bundles. */
  static void refresh(BundleContext context, Bundle bundle) throws InterruptedException {
    CountDownLatch refreshed = new CountDownLatch(1);
    context
        .getBundle(0)
        .adapt(FrameworkWiring.class)
        .refreshBundles(
            Set.of(bundle),
            event -> {
              if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
              }
            });
    if (!refreshed.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the framework did not refresh " + bundle);
    }
  }

  /** Whether {@code condition} holds within a generous limit. */
  static boolean become(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }
}
