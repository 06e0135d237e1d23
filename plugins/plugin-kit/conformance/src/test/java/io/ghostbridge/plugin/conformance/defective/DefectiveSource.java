package io.ghostbridge.plugin.conformance.defective;

import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.api.names.NameSource;
import io.ghostbridge.api.names.ZoneApex;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A source of two names, one with an empty non-terminal above it. */
final class DefectiveSource implements NameSource, Runnable {
  private static final String ZONE = "sample.test";

  private final Defect defect;
  private final Set<String> mutableZones = new HashSet<>(Set.of(ZONE));
  private final Set<String> remembered = ConcurrentHashMap.newKeySet();
  private final List<Consumer<Collection<String>>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger inside = new AtomicInteger();
  private final CountDownLatch never = new CountDownLatch(1);
  private volatile boolean stopped;
  private volatile String address = "192.0.2.1";

  DefectiveSource(Defect defect) {
    this.defect = defect;
  }

  void stop() {
    stopped = true;
  }

  /** Changes what it says. */
  @Override
  public void run() {
    address = "192.0.2.2";
    if (defect != Defect.TELLS_NOBODY) {
      listeners.forEach(listener -> listener.accept(List.of("a." + ZONE, "b.deep." + ZONE)));
    }
  }

  @Override
  public Set<String> zones() {
    return switch (defect) {
      case MUTABLE_ZONES -> mutableZones;
      case ZONE_IN_CAPITALS -> Set.of(ZONE.toUpperCase(Locale.ROOT));
      default -> Set.of(ZONE);
    };
  }

  @Override
  public ZoneApex apex(String zone) {
    String mailbox = defect == Defect.APEX_WITH_AN_AT_SIGN ? "host@" + ZONE : "host." + ZONE;
    return new ZoneApex(List.of("ns." + ZONE), mailbox, 1, 1, 1, 1, 1, 1);
  }

  @Override
  public Optional<NameEntry> find(String name) {
    if (defect == Defect.THROWS_ON_BAD_INPUT && name.contains("..")) {
      throw new IllegalArgumentException(name);
    }
    if (defect == Defect.HANGS_IN_FIND
        || (defect == Defect.IGNORES_INTERRUPTION && Thread.currentThread().isInterrupted())
        || (defect == Defect.HANGS_CALLS_WHEN_STOPPED && stopped)) {
      hang();
    }
    if (defect == Defect.FOR_ONE_THREAD) {
      return alone(name);
    }
    if (defect == Defect.REMEMBERS_ABSENT_NAMES) {
      remembered.add(name);
    }
    return entry(name);
  }

  private void hang() {
    while (true) {
      try {
        never.await();
      } catch (InterruptedException e) {
        // Goes on waiting: that is the defect.
      }
    }
  }

  private Optional<NameEntry> alone(String name) {
    try {
      if (inside.incrementAndGet() > 1) {
        return Optional.empty();
      }
      Thread.sleep(2);
      return entry(name);
    } catch (InterruptedException e) {
      return Optional.empty();
    } finally {
      inside.decrementAndGet();
    }
  }

  private Optional<NameEntry> entry(String name) {
    boolean known =
        switch (defect) {
          case FINDS_NOTHING -> false;
          case ANSWERS_EVERY_NAME -> name.endsWith("." + ZONE);
          case IGNORES_ZONES -> name.startsWith("www.") || isKnown(name);
          default -> isKnown(name);
        };
    if (!known) {
      return Optional.empty();
    }
    long time = defect == Defect.TIMES_IN_MILLISECONDS ? System.currentTimeMillis() : 1_700_000_000;
    String value = defect == Defect.RECORDS_THAT_ARE_NONE ? "192.0.2.256" : address;
    return Optional.of(
        new NameEntry(
            defect == Defect.ANSWERS_OTHER_NAMES ? "c." + ZONE : name,
            "",
            List.of(new NameRecord("A", value, 0, 60)),
            1,
            time));
  }

  private static boolean isKnown(String name) {
    return name.equals("a." + ZONE) || name.equals("b.deep." + ZONE);
  }

  @Override
  public boolean hasNamesBelow(String name) {
    return name.equals(ZONE)
        || (name.equals("deep." + ZONE) && defect != Defect.NO_EMPTY_NON_TERMINALS);
  }

  @Override
  public Subscription onChange(Consumer<Collection<String>> listener) {
    Consumer<Collection<String>> own = new Own(listener);
    listeners.add(own);
    return () -> {
      if (defect != Defect.TELLS_WHO_LEFT) {
        listeners.remove(own);
      }
    };
  }

  /** Has an identity of its own. */
  private static final class Own implements Consumer<Collection<String>> {
    private final Consumer<Collection<String>> listener;

    private Own(Consumer<Collection<String>> listener) {
      this.listener = listener;
    }

    @Override
    public void accept(Collection<String> names) {
      listener.accept(names);
    }
  }
}
