package io.ghostbridge.chain.internal;

import io.ghostbridge.api.names.NameResolver;
import io.ghostbridge.services.Failures;

/** A caller's name in canonical form, or the status that says what is wrong with it. */
final class CanonicalName {
  private CanonicalName() {}

  static String of(NameResolver names, String text) {
    if (text.isEmpty()) {
      throw Failures.invalid("NAME_INVALID", "no name was given; expected one such as alice.ghost");
    }
    try {
      return names.canonicalName(text);
    } catch (IllegalArgumentException e) {
      throw Failures.invalid("NAME_INVALID", e);
    }
  }
}
