package io.ghostbridge.rpc.internal.protection;

import java.util.Arrays;
import java.util.Locale;

/** What a method asks of its calls. */
enum Requirement {
  /** The channel is not used. */
  OFF,
  /** Calls come with or without the channel. */
  OPTIONAL,
  /** Calls come through the channel. */
  REQUIRED,
  /** Calls come through the channel, their bodies encrypted. */
  ENCRYPTED;

  /**
   * @throws IllegalArgumentException if there is none of that name
   */
  static Requirement named(String name) {
    try {
      return valueOf(name.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' is no policy, expected one of "
              + Arrays.toString(values()).toLowerCase(Locale.ROOT),
          e);
    }
  }
}
