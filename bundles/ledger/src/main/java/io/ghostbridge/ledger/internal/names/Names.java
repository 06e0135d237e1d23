package io.ghostbridge.ledger.internal.names;

import io.ghostbridge.api.data.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * Names as keys. Names are in canonical form: ASCII, lower case, labels with dots between, no final
 * dot.
 */
public final class Names {
  private static final String REGISTRATION = "registration/";
  private static final String RECORDS = "records/";

  private Names() {}

  /** The key of the chain's parameters in the store of names. */
  public static Bytes parametersKey() {
    return ascii("parameters");
  }

  /** The key of a registration in the store of names. */
  public static Bytes registrationKey(String name) {
    return ascii(REGISTRATION + name);
  }

  /** The key of a name's records in the store of names. */
  public static Bytes recordsKey(String name) {
    return ascii(RECORDS + name);
  }

  /** The name in a key of the store of names, if it is one of records, or null. */
  public static @org.jspecify.annotations.Nullable String nameOfRecordsKey(Bytes key) {
    String text = text(key);
    return text.startsWith(RECORDS) ? text.substring(RECORDS.length()) : null;
  }

  /** The name in a key of the store of names, if it is one of a registration, or null. */
  public static @org.jspecify.annotations.Nullable String nameOfRegistrationKey(Bytes key) {
    String text = text(key);
    return text.startsWith(REGISTRATION) ? text.substring(REGISTRATION.length()) : null;
  }

  /**
   * The labels from the last to the first with a zero byte behind each, so that the names below a
   * name follow it.
   */
  public static Bytes reversedKey(String name) {
    byte[] key = new byte[name.length() + 1];
    int to = name.length();
    int at = 0;
    while (to >= 0) {
      int dot = name.lastIndexOf('.', to - 1);
      for (int i = dot + 1; i < to; i++) {
        key[at++] = (byte) name.charAt(i);
      }
      key[at++] = 0;
      to = dot;
    }
    return Bytes.wrap(key);
  }

  /** The name that {@link #reversedKey} made {@code key} of. */
  public static String ofReversedKey(Bytes key) {
    String[] labels = text(key).split("\0", -1);
    StringBuilder name = new StringBuilder();
    for (int i = labels.length - 2; i >= 0; i--) {
      name.append(labels[i]);
      if (i > 0) {
        name.append('.');
      }
    }
    return name.toString();
  }

  /** The text behind the first {@code prefix} bytes of {@code key}. */
  public static String suffix(Bytes key, int prefix) {
    return new String(key.unsafeArray(), prefix, key.size() - prefix, StandardCharsets.ISO_8859_1);
  }

  private static String text(Bytes key) {
    return suffix(key, 0);
  }

  /** One byte a character. */
  public static Bytes ascii(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * The registered name that governs {@code name}: itself or the one above it, directly under the
   * zone; null for the zone itself and names elsewhere.
   */
  public static @org.jspecify.annotations.Nullable String registered(String name, String zone) {
    int labelEnd = name.length() - zone.length() - 1;
    if (labelEnd < 1 || !name.endsWith(zone) || name.charAt(labelEnd) != '.') {
      return null;
    }
    return name.substring(name.lastIndexOf('.', labelEnd - 1) + 1);
  }
}
