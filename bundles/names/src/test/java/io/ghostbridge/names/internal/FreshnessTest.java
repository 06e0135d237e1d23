package io.ghostbridge.names.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a change has returned, no answer is older than the change. */
final class FreshnessTest {
  private static final int CHANGES = 20_000;
  private static final int READERS = 4;

  @TempDir Path data;
  private final ChangingSource source = new ChangingSource("ghost");
  private NamesComponent names;

  @BeforeEach
  void start() {
    names = new NamesComponent(data, 8, 8);
    names.addSource(source, Map.of());
  }

  @Test
  void aChangeIsAnsweredAtOnce() {
    source.set("alice.ghost", "192.0.2.1");
    assertThat(Ask.address(names, "alice.ghost")).isEqualTo("192.0.2.1");
    source.set("alice.ghost", "192.0.2.2");
    assertThat(names.cached(Ask.question("alice.ghost"))).isNull();
    assertThat(names.cached("alice.ghost")).isNull();
    assertThat(Ask.address(names, "alice.ghost")).isEqualTo("192.0.2.2");
    source.set("alice.ghost", null);
    assertThat(Ask.address(names, "alice.ghost")).isEqualTo("NXDOMAIN");
  }

  @Test
  void absenceIsForgottenWhenTheNameOrAWildcardAboveItComes() {
    assertThat(Ask.address(names, "a.b.alice.ghost")).isEqualTo("NXDOMAIN");
    assertThat(names.cached(Ask.question("a.b.alice.ghost"))).isNotNull();
    source.set("*.alice.ghost", "192.0.2.3");
    assertThat(Ask.address(names, "a.b.alice.ghost")).isEqualTo("192.0.2.3");
    source.set("b.alice.ghost", "192.0.2.4");
    assertThat(Ask.address(names, "a.b.alice.ghost")).isEqualTo("NXDOMAIN");
    source.set("a.b.alice.ghost", "192.0.2.5");
    assertThat(Ask.address(names, "a.b.alice.ghost")).isEqualTo("192.0.2.5");
    assertThat(Ask.address(names, "bob.ghost")).isEqualTo("NXDOMAIN");
    source.set("*.ghost", "192.0.2.6");
    assertThat(Ask.address(names, "bob.ghost")).isEqualTo("192.0.2.6");
  }

  @Test
  void aChangeConcernsEverythingBelowTheName() {
    source.set("www.alice.ghost", "192.0.2.1");
    Ask.address(names, "www.alice.ghost");
    source.set("alice.ghost", "192.0.2.9");
    assertThat(names.cached(Ask.question("www.alice.ghost"))).isNull();
    assertThat(names.cached("www.alice.ghost")).isNull();
  }

  @Test
  void anotherNamesAnswerStays() {
    source.set("alice.ghost", "192.0.2.1");
    Ask.address(names, "alice.ghost");
    int stayed = 0;
    for (int i = 0; i < 10; i++) {
      source.set("name" + i + ".ghost", "192.0.2.2");
      stayed += names.cached(Ask.question("alice.ghost")) == null ? 0 : 1;
    }
    assertThat(stayed).isEqualTo(10);
  }

  @Test
  void aValueReadBeforeTheChangeIsNotKeptAfterIt() throws Exception {
    source.set("alice.ghost", "192.0.2.1");
    source.beforeReturning(() -> source.set("alice.ghost", "192.0.2.2"));
    Ask.address(names, "alice.ghost");
    assertThat(names.cached(Ask.question("alice.ghost"))).isNull();
    assertThat(Ask.address(names, "alice.ghost")).isEqualTo("192.0.2.2");
    source.beforeReturning(() -> source.set("alice.ghost", null));
    names.forgetAll();
    names.find("alice.ghost");
    assertThat(names.cached("alice.ghost")).isNull();
    assertThat(names.find("alice.ghost")).isEmpty();
  }

  @Test
  void aValueReadBeforeAnotherSourceTookTheZoneIsNotKept() {
    source.set("alice.ghost", "192.0.2.1");
    var other = new ChangingSource("ghost");
    other.set("alice.ghost", "192.0.2.2");
    source.beforeReturning(
        () -> names.addSource(other, Map.of(org.osgi.framework.Constants.SERVICE_RANKING, 1)));
    Ask.address(names, "alice.ghost");
    assertThat(Ask.address(names, "alice.ghost")).isEqualTo("192.0.2.2");
    names.removeSource(other);
    assertThat(Ask.address(names, "alice.ghost")).isEqualTo("192.0.2.1");
    names.removeSource(source);
    assertThat(Ask.address(names, "alice.ghost")).isEqualTo("REFUSED");
    assertThat(source.listeners()).isZero();
  }

  @Test
  void readersNeverSeeWhatIsOlderThanTheLastAcknowledgedChange() throws Exception {
    var acknowledged = new AtomicInteger();
    source.set("alice.ghost", address(0));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        Callable<Integer> reader = () -> readUntilTheLast(acknowledged);
        readers.add(threads.submit(reader));
      }
      for (int i = 1; i <= CHANGES; i++) {
        source.set("alice.ghost", address(i));
        acknowledged.set(i);
      }
      for (Future<Integer> reader : readers) {
        assertThat(reader.get(2, TimeUnit.MINUTES)).isZero();
      }
    }
  }

  private int readUntilTheLast(AtomicInteger acknowledged) {
    int tooOld = 0;
    int seen;
    do {
      int known = acknowledged.get();
      String[] bytes = Ask.address(names, "alice.ghost").split("\\.", -1);
      seen =
          Integer.parseInt(bytes[1]) << 16
              | Integer.parseInt(bytes[2]) << 8
              | Integer.parseInt(bytes[3]);
      tooOld += seen < known ? 1 : 0;
    } while (seen < CHANGES);
    return tooOld;
  }

  private static String address(int number) {
    return "10." + (number >> 16) + "." + (number >> 8 & 0xff) + "." + (number & 0xff);
  }

  @Test
  void aFailingSourceIsServfailAndNotRemembered() {
    source.set("alice.ghost", "192.0.2.1");
    source.failing(true);
    assertThat(Ask.address(names, "alice.ghost")).isEqualTo("SERVFAIL");
    source.failing(false);
    assertThat(Ask.address(names, "alice.ghost")).isEqualTo("192.0.2.1");
  }

  @Test
  void theCacheIsBounded() {
    for (int i = 0; i < 60_000; i++) {
      Ask.address(names, "absent" + i + ".ghost");
    }
    FreshCache.Figures figures = names.cacheFigures();
    assertThat(figures.bytes()).isLessThanOrEqualTo(16L << 20);
    assertThat(figures.evictions()).isPositive();
    assertThat(figures.entries()).isBetween(1L, 100_000L);
  }
}
