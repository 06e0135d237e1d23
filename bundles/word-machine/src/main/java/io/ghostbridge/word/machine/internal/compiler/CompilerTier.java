package io.ghostbridge.word.machine.internal.compiler;

import io.ghostbridge.word.machine.internal.compiler.RegionCompiler.Region;
import io.ghostbridge.word.machine.internal.machine.Interpreter;
import io.ghostbridge.word.machine.internal.machine.Tier;
import io.ghostbridge.word.machine.internal.machine.Tiers;
import io.ghostbridge.word.machine.internal.program.Program;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs programs by the interpreter, and what is hot as compiled code. One thread compiles, begun
 * with the first request and ended by {@link #close}; requests beyond its queue are dropped, and
 * made again as the program stays hot. A program that cannot be compiled stays interpreted.
 *
 * <p>Safe for use by any thread.
 */
public final class CompilerTier implements Tiers, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CompilerTier.class);

  private final Settings settings;
  private final BlockingQueue<Request> queue;
  private final Kept kept;
  private final LongAdder failures = new LongAdder();
  private @Nullable Thread thread;
  private volatile boolean closed;

  private record Request(HotProgram program, int unit) {}

  private CompilerTier(Settings settings) {
    this.settings = settings;
    this.queue = new LinkedBlockingQueue<>(settings.queue());
    this.kept = new Kept(settings.mostRegions(), settings.mostBytes());
  }

  /** Compiles what is hot. */
  public static CompilerTier standard() {
    return new CompilerTier(Settings.DEFAULT);
  }

  /** Compiles all that runs before it runs, by the thread that runs it. For tests. */
  public static CompilerTier atOnce() {
    return new CompilerTier(Settings.AT_ONCE);
  }

  static CompilerTier with(Settings settings) {
    return new CompilerTier(settings);
  }

  Settings settings() {
    return settings;
  }

  /** The requests that came to nothing so far, as the program stays interpreted. */
  long failures() {
    return failures.sum();
  }

  /** The regions that are kept. */
  int regions() {
    return kept.regions();
  }

  @Override
  public Tier of(Program program) {
    Object known = program.tier().get();
    if (known instanceof HotProgram hot) {
      return hot;
    }
    if (closed) {
      return Interpreter.FAST;
    }
    HotProgram made = new HotProgram(program, this);
    program.tier().compareAndSet(null, made);
    return made;
  }

  /** Asks for a region; it is there on return if this tier compiles at once. */
  void request(HotProgram program, int unit) {
    if (closed) {
      return;
    }
    if (settings.atOnce()) {
      compile(new Request(program, unit));
      return;
    }
    start();
    if (!queue.offer(new Request(program, unit))) {
      program.refused(unit);
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // Nothing depends on it but that others go first.
  private synchronized void start() {
    if (thread == null && !closed) {
      Thread made = new Thread(this::work, "word-machine-compiler");
      made.setDaemon(true);
      made.setPriority(Thread.MIN_PRIORITY);
      made.start();
      thread = made;
    }
  }

  private void work() {
    try {
      while (!closed) {
        compile(queue.take());
      }
    } catch (InterruptedException e) {
      LOG.debug("event=compiler_ended");
    }
  }

  private void compile(Request request) {
    HotProgram program = request.program();
    Units units = program.units();
    if (units == null) {
      return;
    }
    try {
      List<Region> regions = all(program.program(), units, request.unit());
      if (!regions.isEmpty() && !closed) {
        program.publish(regions);
        kept.add(program, regions);
      }
      if (regions.isEmpty()) {
        failures.increment();
      }
    } catch (RuntimeException | StackOverflowError e) {
      failures.increment();
      LOG.warn(
          "event=compile_failed code_bytes={} instruction={} reason={}",
          program.program().code().size(),
          units.first(request.unit()),
          e.toString());
    }
  }

  /** The region and those within blocks that it leads to; none if one of them has no good size. */
  private List<Region> all(Program program, Units units, int unit) {
    List<Region> regions = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    ArrayDeque<Integer> open = new ArrayDeque<>();
    open.add(unit);
    while (!open.isEmpty()) {
      int next = open.remove();
      if (!seen.add(next)) {
        continue;
      }
      Region region = RegionCompiler.compile(program, units, next, settings.nodes());
      if (region == null) {
        return List.of();
      }
      regions.add(region);
      open.addAll(region.continuations());
    }
    return regions;
  }

  /** Ends the thread and lets go of all regions; programs are interpreted from now on. */
  @Override
  public void close() {
    closed = true;
    Thread running;
    synchronized (this) {
      running = thread;
      thread = null;
    }
    queue.clear();
    if (running != null) {
      running.interrupt();
      try {
        running.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    kept.clear();
  }
}
