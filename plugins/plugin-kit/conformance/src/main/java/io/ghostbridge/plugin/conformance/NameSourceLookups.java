package io.ghostbridge.plugin.conformance;

import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameSource;
import io.ghostbridge.api.names.NameSourceException;
import io.ghostbridge.api.names.ZoneApex;
import io.ghostbridge.plugin.conformance.internal.Calls;
import io.ghostbridge.plugin.conformance.internal.DnsRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a source of names answers when it is asked: the part of the rules that needs no change. */
abstract class NameSourceLookups extends PluginConformance<NameSource> {
  private static final long SECONDS_A_DAY = 86_400;

  NameSourceLookups() {
    super(NameSource.class);
  }

  /** Names that the source knows, in canonical form; at least one. */
  protected abstract Set<String> names() throws Exception;

  @Override
  protected void use(NameSource source) throws Exception {
    source.zones();
    for (String name : names()) {
      source.find(name);
      source.hasNamesBelow(name);
    }
  }

  final Set<String> zones(NameSource source) throws InterruptedException {
    Set<String> zones = call(Rule.ZONES, "zones()", source::zones);
    return Objects.requireNonNull(zones, "zones() gave null");
  }

  static @Nullable NameEntry find(NameSource source, String name) throws InterruptedException {
    Optional<NameEntry> found =
        call(Rule.KNOWN_NAMES, "find(\"" + name + "\")", () -> source.find(name));
    if (found == null) {
      throw Rule.KNOWN_NAMES.broken("find(\"" + name + "\") gave null; expected an Optional");
    }
    return found.orElse(null);
  }

  /** The source that answers for {@code name}: of several, the one with the longest zone. */
  final NameSource sourceOf(String name) throws InterruptedException {
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

  static boolean isWithin(String name, String zone) {
    return name.equals(zone) || name.endsWith("." + zone);
  }

  final Set<String> knownNames() throws Exception {
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
}
