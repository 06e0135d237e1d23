package io.ghostbridge.plugin.residue.internal;

import io.ghostbridge.plugin.residue.ResidueItem;
import io.ghostbridge.plugin.residue.ResidueKind;
import io.ghostbridge.plugin.residue.internal.weave.CallSite;
import io.ghostbridge.plugin.residue.internal.weave.ClassWeaver;
import io.ghostbridge.plugin.residue.trace.Trace;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.management.ObjectInstance;
import org.jspecify.annotations.Nullable;

/**
 * What the classes of one class loader made and, as far as it is known, did not give back. Things
 * are held weakly, so that the record keeps nothing alive. At most 4096 things are kept; when more
 * are open at a time, the rest is counted.
 *
 * <p>Any thread may report.
 */
public final class BundleTrace implements Trace.Receiver {
  private static final int MAX_THINGS = 4_096;
  private static final int MAX_UNWOVEN = 20;
  private static final int MAX_FRAMES = 16;
  private static final StackWalker WALKER = StackWalker.getInstance();

  private final Object lock = new Object();
  private final List<TracedThing> things = new ArrayList<>();
  private final List<TracedThing> threadLocals = new ArrayList<>();
  private final List<String> unwoven = new ArrayList<>();
  private int notKept;
  private boolean reports;

  @Override
  public void report(String site, Object thing, @Nullable Object name) {
    try {
      report(CallSite.valueOf(site), thing, name);
    } catch (RuntimeException e) {
      // A thing of the plugin whose methods throw is no reason to break the plugin.
      unwoven("a report of " + thing.getClass().getName(), e);
    }
  }

  private void report(CallSite site, Object thing, @Nullable Object name) {
    switch (site) {
      case STARTS -> {
        if (thing instanceof Thread) {
          add(ResidueKind.THREAD, thing, "");
        }
      }
      case CANCELS -> remove(ResidueKind.TIMER, thing);
      case ADDS_HOOK -> add(ResidueKind.SHUTDOWN_HOOK, thing, "");
      case ADDS_DRIVER -> add(ResidueKind.JDBC_DRIVER, thing, thing.getClass().getName());
      case REMOVES_DRIVER -> remove(ResidueKind.JDBC_DRIVER, thing);
      case MAKES_TEMPORARY -> add(ResidueKind.TEMPORARY_FILE, thing, pathOf(thing));
      case MAKES, MAKES_NAMED -> {
        if (thing instanceof ThreadLocal<?>) {
          addThreadLocal(thing);
        } else {
          Things.kindOf(thing).ifPresent(kind -> add(kind, thing, nameOf(thing, name)));
        }
      }
    }
  }

  private static String nameOf(Object thing, @Nullable Object name) {
    if (thing instanceof ObjectInstance bean) {
      return bean.getObjectName().getCanonicalName();
    }
    return name instanceof String || name instanceof File || name instanceof Path
        ? pathOf(name)
        : "";
  }

  private static String pathOf(Object path) {
    return path instanceof File file ? file.getAbsolutePath() : absolute(path);
  }

  private static String absolute(Object path) {
    return path instanceof Path nio ? nio.toAbsolutePath().toString() : path.toString();
  }

  private void add(ResidueKind kind, Object thing, String name) {
    synchronized (lock) {
      if (things.size() == MAX_THINGS) {
        things.removeIf(old -> !mayBeOpen(old));
        if (things.size() == MAX_THINGS) {
          notKept++;
          return;
        }
      }
      things.add(TracedThing.of(kind, thing, name, stack()));
    }
  }

  private void addThreadLocal(Object thing) {
    synchronized (lock) {
      threadLocals.removeIf(old -> old.thing() == null);
      if (threadLocals.size() < MAX_THINGS) {
        threadLocals.add(
            TracedThing.of(ResidueKind.THREAD_LOCAL, thing, thing.getClass().getName(), stack()));
      }
    }
  }

  private void remove(ResidueKind kind, Object thing) {
    synchronized (lock) {
      things.removeIf(old -> old.kind() == kind && old.is(thing));
    }
  }

  /** Below the method that was woven into the class. */
  private static List<String> stack() {
    return WALKER.walk(
        frames ->
            frames
                .dropWhile(frame -> !frame.getMethodName().equals(ClassWeaver.HELPER))
                .skip(1)
                .limit(MAX_FRAMES)
                .map(frame -> frame.toStackTraceElement().toString())
                .toList());
  }

  private static boolean mayBeOpen(TracedThing traced) {
    if (traced.kind() == ResidueKind.TEMPORARY_FILE) {
      return Files.exists(Path.of(traced.name()));
    }
    Object thing = traced.thing();
    return thing != null && Things.isOpen(thing).orElse(true);
  }

  /** Notes that a class reports nothing. */
  public void unwoven(String className, Throwable why) {
    synchronized (lock) {
      if (unwoven.size() < MAX_UNWOVEN) {
        unwoven.add(className + " is not traced: " + why);
      }
    }
  }

  /** Whether this is the first time that it is asked. */
  public boolean beginsToReport() {
    synchronized (lock) {
      boolean first = !reports;
      reports = true;
      return first;
    }
  }

  /** Notes that no class can reach {@link Trace}. */
  public void cannotReport(String packageName) {
    synchronized (lock) {
      unwoven.add("its classes may not see " + packageName + ", so what they open is not traced");
    }
  }

  /** What is open now. */
  public List<ResidueItem> open() {
    List<TracedThing> now;
    synchronized (lock) {
      now = List.copyOf(things);
    }
    OpenFiles files = new OpenFiles();
    List<ResidueItem> items = new ArrayList<>();
    for (TracedThing traced : now) {
      item(traced, files).ifPresent(items::add);
    }
    return items;
  }

  private static Optional<ResidueItem> item(TracedThing traced, OpenFiles files) {
    Object thing = traced.thing();
    boolean open =
        switch (traced.kind()) {
          case TEMPORARY_FILE -> Files.exists(Path.of(traced.name()));
          case SHUTDOWN_HOOK -> thing instanceof Thread hook && ShutdownHooks.isRegistered(hook);
          case MBEAN -> MBeans.isRegistered(traced.name());
          case JDBC_DRIVER, TIMER -> thing != null;
          default ->
              thing != null && Things.isOpen(thing).orElseGet(() -> files.contain(traced.name()));
        };
    if (!open) {
      return Optional.empty();
    }
    String name =
        thing == null || traced.kind() == ResidueKind.TEMPORARY_FILE
            ? traced.name()
            : Things.describe(thing, traced.name());
    return Optional.of(
        new ResidueItem(traced.kind(), name, "made by a class of the plugin", traced.stack()));
  }

  /** Where thread locals were made that still exist. */
  public List<ResidueItem> threadLocals() {
    synchronized (lock) {
      return threadLocals.stream()
          .filter(traced -> traced.thing() != null)
          .map(
              traced ->
                  new ResidueItem(
                      traced.kind(), traced.name(), "a thread may hold its value", traced.stack()))
          .toList();
    }
  }

  /** Threads of it that run. */
  public boolean started(Thread thread) {
    synchronized (lock) {
      return things.stream()
          .anyMatch(traced -> traced.kind() == ResidueKind.THREAD && traced.is(thread));
    }
  }

  /** What is not known. */
  public List<String> notes() {
    synchronized (lock) {
      List<String> notes = new ArrayList<>(unwoven);
      if (notKept > 0) {
        notes.add(notKept + " things more than " + MAX_THINGS + " at a time are not recorded");
      }
      return notes;
    }
  }
}
