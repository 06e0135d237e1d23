package io.ghostbridge.chain.internal;

import io.ghostbridge.services.Failures;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** The types of resource records that a query may ask for. */
final class RecordTypes {
  private static final SortedSet<String> KNOWN =
      Collections.unmodifiableSortedSet(
          new TreeSet<>(
              java.util.List.of(
                  "A", "AAAA", "CAA", "CNAME", "HTTPS", "MX", "NS", "PTR", "SRV", "SVCB", "TLSA",
                  "TXT")));

  private RecordTypes() {}

  /** The types in upper case, each once, sorted: the form that is signed. */
  static SortedSet<String> canonical(Collection<String> requested) {
    if (requested.size() > 2 * KNOWN.size()) {
      throw Failures.invalid(
          "RECORD_TYPE_INVALID",
          requested.size() + " record types were given; none means all, at most 24 are allowed");
    }
    SortedSet<String> types = new TreeSet<>();
    for (String given : requested) {
      String type = given.length() > 16 ? given : given.toUpperCase(Locale.ROOT);
      if (!KNOWN.contains(type)) {
        throw Failures.invalid(
            "RECORD_TYPE_INVALID",
            "the record type " + Failures.quote(given) + " is none of " + String.join(", ", KNOWN));
      }
      types.add(type);
    }
    return types;
  }
}
