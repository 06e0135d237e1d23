package io.ghostbridge.name.hosts.internal;

import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.api.names.ZoneApex;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The format of hosts(5): lines of an address and the names that have it, {@code #} begins a
 * comment. Names in none of the zones, such as {@code localhost}, are passed over.
 */
final class HostsFormat implements NameFileFormat {
  /** More than an address and a few dozen of the longest names. */
  static final int MAXIMUM_LINE = 16_384;

  /**
   * How often secondaries would ask, and for how long they would go on alone: RIPE-203's values.
   */
  private static final int REFRESH_SECONDS = 86_400;

  private static final int RETRY_SECONDS = 7200;
  private static final int EXPIRE_SECONDS = 3_600_000;
  private static final int MAXIMUM_NEGATIVE_TTL_SECONDS = 60;

  private static final Pattern BLANKS = Pattern.compile("[ \t]+");
  private static final Pattern IPV4 =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private final Set<String> zones;
  private final int ttlSeconds;
  private final int maximumNames;

  HostsFormat(Set<String> zones, int ttlSeconds, int maximumNames) {
    this.zones = Set.copyOf(zones);
    this.ttlSeconds = ttlSeconds;
    this.maximumNames = maximumNames;
  }

  @Override
  public String title() {
    return "hosts file";
  }

  @Override
  public Set<String> zones() {
    return zones;
  }

  @Override
  public NameData read(byte[] content, @Nullable NameData before, long modifiedSeconds)
      throws NameFileException {
    var names = new NameData.Builder(zones, maximumNames);
    // Every byte is a character of it, so that comments may be in any encoding.
    String text = new String(content, StandardCharsets.ISO_8859_1);
    int line = 1;
    for (int start = 0; start < text.length(); line++) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      if (end - start > MAXIMUM_LINE) {
        throw new NameFileException(
            line, "has " + (end - start) + " characters; at most " + MAXIMUM_LINE + " are read");
      }
      readLine(text.substring(start, end), line, names);
      start = end + 1;
    }
    long serial = serial(before, modifiedSeconds);
    return names.build(apexes(serial), before, serial, modifiedSeconds);
  }

  private void readLine(String whole, int line, NameData.Builder names) throws NameFileException {
    int hash = whole.indexOf('#');
    String text = (hash < 0 ? whole : whole.substring(0, hash)).strip();
    if (text.isEmpty()) {
      return;
    }
    String[] words = BLANKS.split(text, -1);
    if (words.length == 1) {
      throw new NameFileException(
          line, "has no name after " + DomainNames.quote(words[0]) + "; expected ADDRESS NAME...");
    }
    // An address with a scope, as in fe80::1%lo0, makes sense on this machine alone.
    int scope = words[0].indexOf('%');
    NameRecord address = address(scope < 0 ? words[0] : words[0].substring(0, scope), line);
    for (int i = 1; i < words.length; i++) {
      String name;
      try {
        name = DomainNames.canonical(words[i]);
      } catch (IllegalArgumentException e) {
        throw new NameFileException(line, String.valueOf(e.getMessage()));
      }
      if (names.zoneOf(name) != null) {
        if (scope >= 0) {
          throw new NameFileException(
              line,
              "the address "
                  + DomainNames.quote(words[0])
                  + " of "
                  + DomainNames.quote(name)
                  + " has a scope, which DNS cannot tell; expected an address without '%'");
        }
        names.add(name, address, line);
      }
    }
  }

  private NameRecord address(String text, int line) throws NameFileException {
    try {
      if (IPV4.matcher(text).matches()) {
        return new NameRecord("A", Inet4Address.ofLiteral(text).getHostAddress(), 0, ttlSeconds);
      }
      if (IPV6.matcher(text).matches()) {
        Inet6Address.ofLiteral(text);
        return new NameRecord("AAAA", text.toLowerCase(Locale.ROOT), 0, ttlSeconds);
      }
    } catch (IllegalArgumentException e) {
      // Told below, as for what does not even look like one.
    }
    throw new NameFileException(
        line,
        DomainNames.quote(text)
            + " is no address; expected IPv4 such as 192.0.2.1 or IPv6 such as 2001:db8::1");
  }

  /** Grows with every version of the file, and is its time where that grows as well. */
  private long serial(@Nullable NameData before, long modifiedSeconds) {
    long serial = modifiedSeconds;
    for (String zone : zones) {
      ZoneApex old = before == null ? null : before.apex(zone);
      if (old != null) {
        serial = Math.max(serial, old.serial() + 1);
      }
    }
    return serial & 0xffffffffL;
  }

  private Map<String, ZoneApex> apexes(long serial) {
    var apexes = new HashMap<String, ZoneApex>();
    for (String zone : zones) {
      apexes.put(
          zone,
          new ZoneApex(
              List.of("ns." + zone),
              "hostmaster." + zone,
              serial,
              REFRESH_SECONDS,
              RETRY_SECONDS,
              EXPIRE_SECONDS,
              Math.min(MAXIMUM_NEGATIVE_TTL_SECONDS, ttlSeconds),
              ttlSeconds));
    }
    return apexes;
  }
}
