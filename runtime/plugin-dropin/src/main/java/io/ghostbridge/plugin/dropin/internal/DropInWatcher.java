package io.ghostbridge.plugin.dropin.internal;

import io.ghostbridge.plugin.operator.files.SettledJars;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the directory when something happens in it, and when something may have settled. */
final class DropInWatcher implements Runnable, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DropInWatcher.class);

  private final Path directory;
  private final SettledJars jars;
  private final Reconciler reconciler;
  private final IncompleteFiles incomplete;
  private final long rescanNanos;
  private final WatchService events;
  private @Nullable WatchKey key;
  private String trouble = "";

  DropInWatcher(
      Path directory,
      SettledJars jars,
      Reconciler reconciler,
      IncompleteFiles incomplete,
      long rescanNanos)
      throws IOException {
    this.directory = directory;
    this.jars = jars;
    this.reconciler = reconciler;
    this.incomplete = incomplete;
    this.rescanNanos = rescanNanos;
    events = directory.getFileSystem().newWatchService();
  }

  /** Runs until the watcher is closed or the thread is interrupted. */
  @Override
  public void run() {
    try {
      while (true) {
        look();
        await();
      }
    } catch (ClosedWatchServiceException e) {
      log.debug("event=dropin_stopped directory={}", directory);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      // Registered first, so that nothing happens unseen between.
      register();
      SettledJars.Look look = jars.look();
      reconciler.reconcile(look);
      incomplete.note(look.incomplete());
      trouble = "";
    } catch (NoSuchFileException e) {
      report("the directory is not there; its plugins stay as they are until it is there again");
    } catch (IOException | RuntimeException e) {
      report(e.toString());
    }
  }

  private void report(String what) {
    if (!what.equals(trouble)) {
      log.error("event=dropin_failed directory={} reason=\"{}\"", directory, what);
    }
    trouble = what;
  }

  private void register() throws IOException {
    if (key == null || !key.isValid()) {
      if (!Files.isDirectory(directory)) {
        throw new NoSuchFileException(directory.toString());
      }
      key =
          directory.register(
              events,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE);
    }
  }

  private void await() throws InterruptedException {
    long nanos = Math.min(jars.nextNanos().orElse(rescanNanos), rescanNanos);
    WatchKey signalled = events.poll(nanos, TimeUnit.NANOSECONDS);
    if (signalled != null) {
      // What happened is seen by looking; an overflow of events as well.
      signalled.pollEvents();
      signalled.reset();
    }
  }

  /** Makes {@link #run} return, after a change that it may be making. */
  @Override
  public void close() throws IOException {
    events.close();
  }
}
