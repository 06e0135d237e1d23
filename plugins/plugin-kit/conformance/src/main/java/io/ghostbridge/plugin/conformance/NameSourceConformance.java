package io.ghostbridge.plugin.conformance;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.api.dns.DnsResponder;
import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameResolver;
import io.ghostbridge.api.names.NameSource;
import io.ghostbridge.plugin.conformance.internal.Calls;
import io.ghostbridge.plugin.conformance.internal.DnsRecords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What every source of names must do. A subclass says which names the source knows with its
 * configuration, and optionally how to change them:
 *
 * <pre>{@code
 * @PluginUnderTest(configuration = "zone = example.test")
 * class ExampleConformanceTest extends NameSourceConformance {
 *   @Override
 *   protected Set<String> names() {
 *     return Set.of("www.example.test");
 *   }
 * }
 * }</pre>
 */
public abstract class NameSourceConformance extends NameSourceLookups {
  private static final int CALLERS = 32;
  private static final int CALLS_OF_EACH = 50;
  private static final int ABSENT_NAMES = 300_000;
  private static final long MEMORY_BOUND_BYTES = 8L << 20;
  private static final int RCODE_OK = 0;
  private static final int RCODE_REFUSED = 5;
  private static final int TYPE_A = 1;

  /** For subclasses. */
  protected NameSourceConformance() {}

  /** Names that the source knows, in canonical form; at least one. */
  @Override
  protected abstract Set<String> names() throws Exception;

  /**
   * Changes what the source says: at least one of {@link #names()} gets other records or goes. The
   * source must tell it to who subscribed, within the limit.
   *
   * @return false where nothing can be changed from outside; the rule is skipped then
   */
  protected boolean change() throws Exception {
    return false;
  }

  @Test
  final void manyThreadsGetWhatOneGets() throws Exception {
    for (String name : knownNames()) {
      NameSource source = sourceOf(name);
      NameEntry alone = find(source, name);
      var callers = new ArrayList<Calls.Running<NameEntry>>();
      for (int i = 0; i < CALLERS; i++) {
        callers.add(
            Calls.start(
                () -> {
                  NameEntry last = alone;
                  for (int j = 0; j < CALLS_OF_EACH && Objects.equals(last, alone); j++) {
                    last = source.find(name).orElse(null);
                  }
                  return last;
                }));
      }
      for (Calls.Running<NameEntry> each : callers) {
        String what = "find(\"" + name + "\") by " + CALLERS + " threads";
        NameEntry together =
            Calls.value(Rule.MANY_THREADS, what, Calls.await(Rule.CALLS_END, what, each));
        Rule.MANY_THREADS.check(
            Objects.equals(together, alone), what + " gave " + together + ", by one " + alone);
      }
    }
  }

  @Test
  final void askingForAbsentNamesDoesNotFillMemory() throws Exception {
    NameSource source = service();
    String zone = zones(source).iterator().next();
    // The first calls load classes and fill what is bounded.
    ask(source, zone, 0, ABSENT_NAMES / 10);
    long before = usedBytes();
    ask(source, zone, ABSENT_NAMES / 10, ABSENT_NAMES);
    long grown = usedBytes() - before;
    Rule.BOUNDED_MEMORY.check(
        grown < MEMORY_BOUND_BYTES,
        ABSENT_NAMES
            + " different absent names made the heap grow by "
            + grown
            + " bytes; whoever asks by DNS chooses the names, so keep no unbounded cache of them");
  }

  private static void ask(NameSource source, String zone, int from, int to)
      throws InterruptedException {
    Calls.Running<Object> asking =
        Calls.start(
            Thread.ofPlatform().daemon().name("conformance-caller"),
            () -> {
              for (int i = from; i < to && !Thread.interrupted(); i++) {
                source.find("absent-" + i + ".conformance." + zone);
              }
              return null;
            });
    // A slow source is asked less: how fast it is, is no rule of this kit.
    if (!asking.thread().join(Calls.limit())) {
      asking.thread().interrupt();
      Calls.await(Rule.CALLS_END, "find of absent names", asking);
    }
  }

  private static long usedBytes() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(20);
      least =
          Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    }
    return least;
  }

  @Test
  final void whoSubscribedIsToldOfAChangeThatCanBeRead() throws Exception {
    var told = new LinkedBlockingQueue<Set<String>>();
    var toldAfterClosing = new LinkedBlockingQueue<Collection<String>>();
    Set<String> names = knownNames();
    var before = new ArrayList<@Nullable NameEntry>();
    for (String name : names) {
      before.add(find(sourceOf(name), name));
    }
    var subscriptions = new ArrayList<NameSource.Subscription>();
    for (NameSource source : services()) {
      subscriptions.add(source.onChange(changed -> told.add(new HashSet<>(changed))));
      NameSource.Subscription closed = source.onChange(toldAfterClosing::add);
      closed.close();
      closed.close();
    }
    Assumptions.assumeTrue(change(), "change() is not overridden: nothing to be told of");
    Set<String> changed = told.poll(3 * Calls.limit().toSeconds(), TimeUnit.SECONDS);
    subscriptions.forEach(NameSource.Subscription::close);
    if (changed == null) {
      throw Rule.CHANGES.broken(
          "nobody was told within " + 3 * Calls.limit().toSeconds() + " s after change()");
    }
    boolean readable = false;
    int i = 0;
    for (String name : names) {
      boolean other = !Objects.equals(find(sourceOf(name), name), before.get(i++));
      boolean named = changed.stream().anyMatch(each -> isWithin(name, each));
      Rule.CHANGES.check(
          !other || named, name + " changed and the listener was told of " + changed + " only");
      readable |= other;
    }
    Rule.CHANGES.check(
        readable, "the listener was told of " + changed + " before it could be read");
    Rule.CHANGES.check(
        toldAfterClosing.isEmpty(),
        "a subscription that was closed was told of " + toldAfterClosing.peek());
  }

  @Test
  final void theNodeAnswersFromItWhileItIsThere() throws Exception {
    NameResolver resolver = container().require(NameResolver.class);
    DnsResponder dns = container().require(DnsResponder.class);
    for (String name : knownNames()) {
      NameEntry expected = find(sourceOf(name), name);
      Optional<NameEntry> resolved =
          call(Rule.RESOLVED, "resolving " + name, () -> resolver.find(name));
      Rule.RESOLVED.check(
          resolved != null && Objects.equals(resolved.orElse(null), expected),
          "the resolver gave " + resolved + " for " + name + ", the source " + expected);
      if (!name.startsWith("*")) {
        DnsAnswer answer =
            call(
                Rule.RESOLVED,
                "a DNS question for " + name,
                () -> dns.answer(new DnsQuestion(DnsRecords.wire(name), TYPE_A)));
        Rule.RESOLVED.check(
            answer != null && answer.responseCode() == RCODE_OK,
            "DNS answers "
                + name
                + " with the code "
                + (answer == null ? "-" : answer.responseCode()));
      }
    }
    String name = knownNames().iterator().next();
    stopPlugin();
    DnsAnswer answer =
        call(
            Rule.RESOLVED,
            "a DNS question after the stop",
            () -> dns.answer(new DnsQuestion(DnsRecords.wire(name), TYPE_A)));
    Rule.RESOLVED.check(
        answer != null && answer.responseCode() == RCODE_REFUSED,
        "DNS still answers " + name + " after the plugin stopped");
  }
}
