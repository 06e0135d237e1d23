package io.ghostbridge.plugin.conformance.internal;

import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.api.names.ZoneApex;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** What is wrong with names and records; the empty string says that nothing is. */
public final class DnsRecords {
  private static final int MAXIMUM_NAME = 253;
  private static final int MAXIMUM_LABEL = 63;
  private static final long MAXIMUM_SERIAL = 0xffffffffL;
  private static final Set<String> WITH_PRIORITY = Set.of("MX", "SRV", "SVCB", "HTTPS");

  private DnsRecords() {}

  /** What keeps {@code name} from being canonical. */
  public static String problemOfName(String name) {
    if (name.isEmpty() || name.length() > MAXIMUM_NAME) {
      return "has " + name.length() + " characters; expected 1 to 253";
    }
    if (!name.equals(name.toLowerCase(Locale.ROOT))) {
      return "is not in lower case";
    }
    for (String label : name.split("\\.", -1)) {
      if (label.isEmpty()) {
        return "has an empty label; a canonical name has no final dot";
      }
      if (label.length() > MAXIMUM_LABEL) {
        return "has a label of " + label.length() + " characters; expected at most 63";
      }
      if (!label.matches("[a-z0-9_-]+|\\*")) {
        return "has the label '" + label + "'; expected letters, digits, '-' and '_' (IDN as xn--)";
      }
    }
    return "";
  }

  /** What is wrong with a zone's apex. */
  public static String problemOf(ZoneApex apex) {
    for (String server : apex.nameServers()) {
      String problem = problemOfName(withoutDot(server));
      if (!problem.isEmpty()) {
        return "has the name server '" + server + "', which " + problem;
      }
    }
    try {
      Name.fromString(apex.mailbox(), Name.root);
    } catch (TextParseException e) {
      return "has the mailbox '" + apex.mailbox() + "', which is no domain name";
    }
    if (apex.mailbox().isEmpty() || apex.mailbox().contains("@")) {
      return "has the mailbox '" + apex.mailbox() + "'; expected it as hostmaster.example.org";
    }
    if (apex.serial() < 0 || apex.serial() > MAXIMUM_SERIAL) {
      return "has the serial " + apex.serial() + "; expected 0 to " + MAXIMUM_SERIAL;
    }
    if (Math.min(
            Math.min(apex.refresh(), apex.retry()),
            Math.min(Math.min(apex.expire(), apex.negativeTtl()), apex.ttl()))
        < 0) {
      return "has a negative number of seconds: " + apex;
    }
    return "";
  }

  private static String withoutDot(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** What is wrong with an entry's records. */
  public static String problemOf(NameEntry entry) {
    boolean alias = false;
    for (NameRecord each : entry.records()) {
      int type =
          each.type().equals(each.type().toUpperCase(Locale.ROOT)) ? Type.value(each.type()) : -1;
      if (type < 0) {
        return "has a record of type '" + each.type() + "'; expected a mnemonic such as AAAA";
      }
      if (each.priority() != 0 && !WITH_PRIORITY.contains(each.type())) {
        return "has a priority in its " + each.type() + " record; those have none";
      }
      String data =
          WITH_PRIORITY.contains(each.type()) ? each.priority() + " " + each.value() : each.value();
      try {
        Record.fromString(Name.root, type, DClass.IN, each.ttl(), data, Name.root);
      } catch (IOException | RuntimeException e) {
        return "has the "
            + each.type()
            + " record '"
            + each.value()
            + "', which is none: "
            + e.getMessage();
      }
      alias |= each.type().equals("CNAME");
    }
    return alias && entry.records().size() > 1 ? "has a CNAME record and others" : "";
  }

  /** The wire format of a canonical name. */
  public static byte[] wire(String name) throws TextParseException {
    return Name.fromString(name, Name.root).toWire();
  }
}
