package io.ghostbridge.cli.chain;

import io.ghostbridge.cli.CommandException;
import io.ghostbridge.launcher.ExitCode;
import io.ghostbridge.proto.chain.v1.DNSRecord;
import io.ghostbridge.proto.ledger.v1.NameRecord;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Resource records as people and zone files write them, and as transactions carry them. */
final class Records {
  /** Their data begins with a priority, which transactions carry apart. */
  private static final Set<Integer> WITH_PRIORITY =
      Set.of(Type.MX, Type.SRV, Type.SVCB, Type.HTTPS);

  private Records() {}

  /** Reads {@code TYPE DATA}, such as {@code MX 10 mail.example.ghost.}. */
  static NameRecord parse(String text, long ttlSeconds) {
    List<String> parts = List.of(text.strip().split("\\s+", 2));
    int type = parts.size() == 2 ? Type.value(parts.get(0).toUpperCase(Locale.ROOT)) : -1;
    if (type < 0) {
      throw new CommandException(
          ExitCode.USAGE,
          "'" + text + "' is no record: expected a type and its data, such as 'A 192.0.2.1'");
    }
    if (ttlSeconds < 0 || ttlSeconds > Integer.MAX_VALUE) {
      throw tooLong(ttlSeconds);
    }
    try {
      return of(Record.fromString(Name.root, type, DClass.IN, ttlSeconds, parts.get(1), Name.root));
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.USAGE,
          "'" + text + "' is no " + Type.string(type) + " record: " + e.getMessage());
    }
  }

  private static CommandException tooLong(long ttlSeconds) {
    return new CommandException(
        ExitCode.USAGE,
        "a TTL is 0 to 2147483647 seconds (RFC 2181, section 8), not " + ttlSeconds);
  }

  /** As a transaction carries it. */
  static NameRecord of(Record record) {
    if (record.getTTL() > Integer.MAX_VALUE) {
      throw tooLong(record.getTTL());
    }
    String data = record.rdataToString();
    NameRecord.Builder builder =
        NameRecord.newBuilder()
            .setType(Type.string(record.getType()))
            .setTtl((int) record.getTTL());
    if (WITH_PRIORITY.contains(record.getType())) {
      int space = data.indexOf(' ');
      builder.setPriority(Integer.parseInt(data.substring(0, space)));
      data = data.substring(space + 1);
    }
    return builder.setValue(data).build();
  }

  /** A name as the chain writes it: lower case, no final dot. */
  static String name(Name name) {
    String text = name.toString(true);
    return text.toLowerCase(Locale.ROOT);
  }

  /** The second-level name that {@code name}, of two labels or more, is below or is. */
  static String registered(Name name) {
    int labels = name.labels();
    return name(new Name(name, labels - 3));
  }

  /** A line of a zone file. */
  static String line(String name, DNSRecord record) {
    boolean priority = WITH_PRIORITY.contains(Type.value(record.getType()));
    return name
        + ". "
        + record.getTtl()
        + " IN "
        + record.getType()
        + " "
        + (priority ? record.getPriority() + " " : "")
        + record.getValue();
  }
}
