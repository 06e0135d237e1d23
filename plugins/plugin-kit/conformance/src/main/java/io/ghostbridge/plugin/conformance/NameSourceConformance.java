package io.ghostbridge.plugin.conformance;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.api.dns.DnsResponder;
import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameResolver;
import io.ghostbridge.api.names.NameSource;
import io.ghostbridge.api.names.NameSourceException;
import io.ghostbridge.api.names.ZoneApex;
import io.ghostbridge.plugin.conformance.internal.Calls;
import io.ghostbridge.plugin.conformance.internal.DnsRecords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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
public abstract class NameSourceConformance extends PluginConformance<NameSource> {
  private static final int CALLERS = 32;
  private static final int CALLS_OF_EACH = 50;
  private static final int ABSENT_NAMES = 300_000;
  private static final long MEMORY_BOUND_BYTES = 8L << 20;
  private static final long SECONDS_A_DAY = 86_400;
  private static final int RCODE_OK = 0;
  private static final int RCODE_REFUSED = 5;
  private static final int TYPE_A = 1;

  /** For subclasses. */
  protected NameSourceConformance() {
    super(NameSource.class);
  }

  /** Names that the source knows, in canonical form; at least one. */
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

  @Override
  protected void use(NameSource source) throws Exception {
    source.zones();
    for (String name : names()) {
      source.find(name);
      source.hasNamesBelow(name);
    }
  }

  private Set<String> zones(NameSource source) throws InterruptedException {
    Set<String> zones = call(Rule.ZONES, "zones()", source::zones);
    return Objects.requireNonNull(zones, "zones() gave null");
  }

  private static @Nullable NameEntry find(NameSource source, String name)
      throws InterruptedException {
    Optional<NameEntry> found =
        call(Rule.KNOWN_NAMES, "find(\"" + name + "\")", () -> source.find(name));
    if (found == null) {
      throw Rule.KNOWN_NAMES.broken("find(\"" + name + "\") gave null; expected an Optional");
    }
    return found.orElse(null);
  }

  /** The source that answers for {@code name}: of several, the one with the longest zone. */
  private NameSource sourceOf(String name) throws InterruptedException {
    NameSource best = null;
    int longest = -1;
    for (NameSource each : services()) {
      for (String zone : zones(each)) {
        if (isWithin(name, zone) && zone.length() > longest) {
          best = each;
          longest = zone.length();
        }
      }
    }
    if (best == null) {
      throw Rule.KNOWN_NAMES.broken("no zone of the plugin holds the name " + name + " of names()");
    }
    return best;
  }

  private static boolean isWithin(String name, String zone) {
    return name.equals(zone) || name.endsWith("." + zone);
  }

  private Set<String> knownNames() throws Exception {
    Set<String> names = names();
    if (names.isEmpty()) {
      throw new IllegalStateException("names() gives none; expected at least one known name");
    }
    return names;
  }

  @Test
  final void zonesAreCanonicalAndStayTheSame() throws Exception {
    for (NameSource source : services()) {
      Set<String> zones = zones(source);
      Rule.ZONES.check(
          !zones.isEmpty(), "zones() gave an empty set; who claims no zone is no source");
      for (String zone : zones) {
        String reason = DnsRecords.problemOfName(zone);
        Rule.ZONES.check(reason.isEmpty(), "zones() holds '" + zone + "', which " + reason);
      }
      Set<String> copy = Set.copyOf(zones);
      use(source);
      Rule.ZONES.check(
          zones(source).equals(copy),
          "zones() gave " + copy + " first and " + zones(source) + " later");
    }
  }

  @Test
  final void theSetOfZonesCannotBeChangedByItsUser() throws Exception {
    for (NameSource source : services()) {
      Set<String> copy = Set.copyOf(zones(source));
      try {
        zones(source).add("conformance.invalid");
      } catch (UnsupportedOperationException e) {
        continue;
      }
      Rule.IMMUTABLE.check(
          zones(source).equals(copy),
          "a name added to what zones() gave is a zone now: "
              + zones(source)
              + "; give Set.copyOf");
    }
  }

  @Test
  final void eachZoneHasAnApexWithValidNamesAndNumbers() throws Exception {
    for (NameSource source : services()) {
      for (String zone : zones(source)) {
        ZoneApex apex = call(Rule.APEX, "apex(\"" + zone + "\")", () -> source.apex(zone));
        if (apex == null) {
          throw Rule.APEX.broken("apex(\"" + zone + "\") gave null");
        }
        String problem = DnsRecords.problemOf(apex);
        Rule.APEX.check(problem.isEmpty(), "apex(\"" + zone + "\") " + problem);
      }
    }
  }

  @Test
  final void knownNamesAreFoundAsTheyWereAsked() throws Exception {
    for (String name : knownNames()) {
      NameEntry entry = find(sourceOf(name), name);
      if (entry == null) {
        throw Rule.KNOWN_NAMES.broken("find(\"" + name + "\") gave nothing for a name of names()");
      }
      Rule.NAME_ASKED.check(
          entry.name().equals(name),
          "find(\"" + name + "\") gave an entry of \"" + entry.name() + "\"");
    }
  }

  @Test
  final void recordsCanBeEncodedAndAgree() throws Exception {
    for (String name : knownNames()) {
      NameEntry entry = find(sourceOf(name), name);
      if (entry != null) {
        String problem = DnsRecords.problemOf(entry);
        Rule.RECORDS.check(problem.isEmpty(), "the entry of " + name + " " + problem);
      }
    }
  }

  @Test
  final void timesAreSecondsAndNotNegative() throws Exception {
    long now = System.currentTimeMillis() / 1000;
    for (String name : knownNames()) {
      NameEntry entry = find(sourceOf(name), name);
      if (entry != null) {
        Rule.TIMES.check(entry.version() >= 0, "the version of " + name + " is " + entry.version());
        Rule.TIMES.check(
            entry.timestamp() >= 0 && entry.timestamp() <= now + SECONDS_A_DAY,
            "the timestamp of "
                + name
                + " is "
                + entry.timestamp()
                + "; expected seconds since 1970, at most now ("
                + now
                + ")");
      }
    }
  }

  @Test
  final void namesOutsideItsZonesAreNotAnswered() throws Exception {
    for (NameSource source : services()) {
      Set<String> zones = zones(source);
      var outside = new ArrayList<String>(List.of("conformance.invalid", "invalid"));
      for (String zone : zones) {
        outside.add("x" + zone);
        outside.add("www.x" + zone);
        if (zone.contains(".")) {
          outside.add(zone.substring(zone.indexOf('.') + 1));
          outside.add("conformance." + zone.substring(zone.indexOf('.') + 1));
        }
      }
      outside.removeIf(name -> zones.stream().anyMatch(zone -> isWithin(name, zone)));
      for (String name : outside) {
        Optional<NameEntry> found =
            call(Rule.OWN_ZONES, "find(\"" + name + "\")", () -> source.find(name));
        Rule.OWN_ZONES.check(
            found != null && found.isEmpty(),
            "find(\"" + name + "\") gave " + found + "; its zones are " + zones);
      }
    }
  }

  @Test
  final void absentNamesAreNotFound() throws Exception {
    for (NameSource source : services()) {
      for (String zone : zones(source)) {
        String name = "conformance-absent-7f3a." + zone;
        NameEntry entry = find(source, name);
        Rule.NAME_ASKED.check(
            entry == null,
            "find(\"" + name + "\") gave " + entry + "; wildcards are applied by the resolver");
        Boolean below =
            call(
                Rule.NAMES_BELOW,
                "hasNamesBelow(\"" + name + "\")",
                () -> source.hasNamesBelow(name));
        Rule.NAMES_BELOW.check(
            Boolean.FALSE.equals(below), "hasNamesBelow(\"" + name + "\") gave true");
      }
    }
  }

  @Test
  final void ancestorsOfNamesHaveNamesBelow() throws Exception {
    for (String name : knownNames()) {
      NameSource source = sourceOf(name);
      Set<String> zones = zones(source);
      String ancestor = name;
      while (!zones.contains(ancestor)) {
        ancestor = ancestor.substring(ancestor.indexOf('.') + 1);
        String asked = ancestor;
        Boolean below =
            call(
                Rule.NAMES_BELOW,
                "hasNamesBelow(\"" + asked + "\")",
                () -> source.hasNamesBelow(asked));
        Rule.NAMES_BELOW.check(
            Boolean.TRUE.equals(below),
            "hasNamesBelow(\"" + asked + "\") gave " + below + ", and " + name + " is below it");
      }
    }
  }

  @Test
  final void malformedNamesAreNotFoundAndThrowNothingElse() throws Exception {
    for (NameSource source : services()) {
      String zone = zones(source).iterator().next();
      List<String> malformed =
          List.of(
              "",
              ".",
              "..",
              "." + zone,
              "a.." + zone,
              "*.*." + zone,
              "a b." + zone,
              "\0." + zone,
              "\ud800." + zone,
              "bücher." + zone,
              "A." + zone,
              "xn--\u2028." + zone,
              "x".repeat(64) + "." + zone,
              "x.".repeat(300) + zone,
              "x".repeat(100_000),
              "%00%n%s{}$(id)'\";--." + zone);
      for (String name : malformed) {
        String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
        Calls.Outcome<Object> found =
            Calls.make(
                Rule.CALLS_END,
                "find of the malformed name '" + shown + "'",
                () -> source.find(name));
        checkMalformed(shown, found);
        checkMalformed(
            shown,
            Calls.make(
                Rule.CALLS_END,
                "hasNamesBelow of the malformed name '" + shown + "'",
                () -> source.hasNamesBelow(name)));
        Rule.BAD_INPUT.check(
            !(found.value() instanceof Optional<?> entry) || entry.isEmpty(),
            "find of the malformed name '" + shown + "' gave " + found.value());
      }
    }
  }

  private static void checkMalformed(String name, Calls.Outcome<Object> outcome) {
    Throwable thrown = outcome.thrown();
    if (thrown != null && !(thrown instanceof NameSourceException)) {
      throw Rule.BAD_INPUT.broken(
          "the malformed name '" + name + "' made it throw " + thrown + "; expected no entry",
          thrown);
    }
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
