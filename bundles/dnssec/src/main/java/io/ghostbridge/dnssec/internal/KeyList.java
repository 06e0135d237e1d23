package io.ghostbridge.dnssec.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ghostbridge.platform.KeyFormatException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** The text of a zone's key list: a line a key, {@code role algorithm tag state since}. */
final class KeyList {
  /** Far more than a zone has, even in the middle of two rollovers. */
  static final int MAXIMUM_BYTES = 8192;

  private static final int MAXIMUM_KEYS = 32;
  private static final int FIELDS = 5;

  private KeyList() {}

  /**
   * The keys in {@code text}.
   *
   * @throws KeyFormatException naming the line that is wrong
   */
  static List<KeyEntry> parse(byte[] text) throws KeyFormatException {
    if (text.length > MAXIMUM_BYTES) {
      throw new KeyFormatException("it has more than " + MAXIMUM_BYTES + " bytes");
    }
    var keys = new ArrayList<KeyEntry>();
    var tags = new HashSet<Integer>();
    int number = 0;
    for (String line : new String(text, UTF_8).split("\n", -1)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        KeyEntry key = key(line, number);
        if (!tags.add(key.tag()) || keys.size() == MAXIMUM_KEYS) {
          throw new KeyFormatException(
              "line " + number + " names a tag again, or is more than key " + MAXIMUM_KEYS);
        }
        keys.add(key);
      }
    }
    return keys;
  }

  private static KeyEntry key(String line, int number) throws KeyFormatException {
    String[] fields = line.strip().split(" ", -1);
    try {
      if (fields.length == FIELDS && fields[2].matches("[0-9]{1,5}")) {
        int tag = Integer.parseInt(fields[2]);
        Instant since = Instant.parse(fields[4]);
        if (tag <= 0xffff && since.equals(since.truncatedTo(ChronoUnit.SECONDS))) {
          return new KeyEntry(
              KeyRole.valueOf(fields[0].toUpperCase(Locale.ROOT)),
              Algorithm.of(fields[1]),
              tag,
              KeyState.valueOf(fields[3].toUpperCase(Locale.ROOT)),
              since);
        }
      }
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new KeyFormatException("line " + number + " is no key: " + e.getMessage());
    }
    throw new KeyFormatException(
        "line " + number + " is no key: expected 'role algorithm tag state since'");
  }

  /** The text for {@code keys} of {@code zone}. */
  static byte[] format(String zone, List<KeyEntry> keys) {
    var text =
        new StringBuilder("# Keys of the zone ")
            .append(zone)
            .append(": role algorithm tag state since. Written by GhostBridge.\n");
    for (KeyEntry each : keys) {
      text.append(each.role().text())
          .append(' ')
          .append(each.algorithm().scheme())
          .append(' ')
          .append(each.tag())
          .append(' ')
          .append(each.state().text())
          .append(' ')
          .append(each.since())
          .append('\n');
    }
    return text.toString().getBytes(UTF_8);
  }
}
