package io.ghostbridge.name.hosts.internal;

import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.api.names.ZoneApex;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * The format of zone files (RFC 1035, section 5) with one SOA record, without {@code $INCLUDE}:
 * another file's changes would go unseen.
 */
final class ZoneFormat implements NameFileFormat {
  private static final int DEFAULT_TTL_SECONDS = 3600;

  private static final Set<String> TYPES =
      Set.of(
          "A", "AAAA", "CAA", "CNAME", "HTTPS", "MX", "NAPTR", "NS", "PTR", "SRV", "SSHFP", "SVCB",
          "TLSA", "TXT");
  private static final Set<String> WITH_PRIORITY = Set.of("HTTPS", "MX", "SRV", "SVCB");

  /** How dnsjava begins a message: the file's name, which it does not know, and the line. */
  private static final Pattern LINE = Pattern.compile("(?s).*?:([0-9]{1,9}): (.*)");

  private final String zone;
  private final Name origin;
  private final int maximumNames;

  /**
   * @param zone a canonical name
   */
  ZoneFormat(String zone, int maximumNames) {
    this.zone = zone;
    this.maximumNames = maximumNames;
    try {
      this.origin = Name.fromString(zone, Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException("no canonical name: " + zone, e);
    }
  }

  @Override
  public String title() {
    return "zone file";
  }

  @Override
  public Set<String> zones() {
    return Set.of(zone);
  }

  @Override
  public NameData read(byte[] content, @Nullable NameData before, long modifiedSeconds)
      throws NameFileException {
    try {
      return parse(content, content.length, before, modifiedSeconds);
    } catch (IOException | RuntimeException e) {
      throw refusal(content, String.valueOf(e.getMessage()));
    }
  }

  private NameData parse(
      byte[] content, int length, @Nullable NameData before, long modifiedSeconds)
      throws IOException, NameFileException {
    try (var in = new ByteArrayInputStream(content, 0, length);
        var master = new Master(in, origin, DEFAULT_TTL_SECONDS)) {
      master.disableIncludes(true);
      return read(master, before, modifiedSeconds);
    }
  }

  private NameFileException refusal(byte[] content, String text) {
    Matcher message = LINE.matcher(text);
    if (!message.matches()) {
      return new NameFileException(text);
    }
    int line = Integer.parseInt(message.group(1));
    // What is missing at a line's end, dnsjava misses on the next line: leaving that out tells.
    boolean before = line > 1 && text.equals(failure(content, lengthOfLines(content, line - 1)));
    return new NameFileException(before ? line - 1 : line, message.group(2));
  }

  private @Nullable String failure(byte[] content, int length) {
    try {
      parse(content, length, null, 0);
      return null;
    } catch (IOException | NameFileException | RuntimeException e) {
      return e.getMessage();
    }
  }

  private static int lengthOfLines(byte[] content, int lines) {
    int left = lines;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n' && --left == 0) {
        return i + 1;
      }
    }
    return content.length;
  }

  private NameData read(Master master, @Nullable NameData before, long modifiedSeconds)
      throws IOException, NameFileException {
    var names = new NameData.Builder(zones(), maximumNames);
    var servers = new ArrayList<String>();
    SOARecord soa = null;
    for (Record each = master.nextRecord(); each != null; each = master.nextRecord()) {
      check(each);
      if (each instanceof SOARecord found) {
        if (soa != null) {
          throw new NameFileException("a second SOA record; a zone has one");
        }
        soa = found;
        continue;
      }
      if (each.getType() == Type.NS && each.getName().equals(origin)) {
        servers.add(each.rdataToString());
      }
      names.add(text(each.getName()), nameRecord(each), 0);
    }
    if (soa == null || !soa.getName().equals(origin)) {
      throw new NameFileException("no SOA record of " + zone + "; a zone file has one");
    }
    checkAliases(names.records());
    ZoneApex apex = apex(soa, servers);
    return names.build(Map.of(zone, apex), before, apex.serial(), modifiedSeconds);
  }

  private void check(Record each) throws NameFileException {
    String type = Type.string(each.getType());
    if (each.getDClass() != DClass.IN) {
      throw new NameFileException(
          "a record of class " + DClass.string(each.getDClass()) + "; only IN is served");
    }
    if (!each.getName().subdomain(origin)) {
      throw new NameFileException(
          "the name " + DomainNames.quote(each.getName().toString()) + " is not in " + zone);
    }
    if (each.getType() != Type.SOA && !TYPES.contains(type)) {
      throw new NameFileException(
          "a record of type "
              + type
              + " at "
              + DomainNames.quote(each.getName().toString())
              + "; served are "
              + TYPES.stream().sorted().toList());
    }
  }

  /** An alias is alone at its name (RFC 2181, section 10.1). */
  private void checkAliases(Map<String, Set<NameRecord>> records) throws NameFileException {
    for (var each : records.entrySet()) {
      boolean alias = each.getValue().stream().anyMatch(record -> record.type().equals("CNAME"));
      if (alias && (each.getValue().size() > 1 || each.getKey().equals(zone))) {
        throw new NameFileException(
            "the name "
                + DomainNames.quote(each.getKey())
                + " has a CNAME record and others; an alias has nothing else");
      }
    }
  }

  private static ZoneApex apex(SOARecord soa, List<String> servers) {
    var all = new ArrayList<String>(servers);
    String primary = soa.getHost().toString();
    all.remove(primary);
    all.addFirst(primary);
    return new ZoneApex(
        all,
        soa.getAdmin().toString(),
        soa.getSerial(),
        seconds(soa.getRefresh()),
        seconds(soa.getRetry()),
        seconds(soa.getExpire()),
        seconds(soa.getMinimum()),
        seconds(soa.getTTL()));
  }

  private static NameRecord nameRecord(Record each) {
    String type = Type.string(each.getType());
    String data = each.rdataToString();
    int priority = 0;
    if (WITH_PRIORITY.contains(type)) {
      int space = data.indexOf(' ');
      priority = Integer.parseInt(data.substring(0, space));
      data = data.substring(space + 1);
    }
    return new NameRecord(type, data, priority, seconds(each.getTTL()));
  }

  private static int seconds(long value) {
    return Math.clamp(value, 0, Integer.MAX_VALUE);
  }

  private static String text(Name name) {
    return name.toString(true).toLowerCase(Locale.ROOT);
  }
}
