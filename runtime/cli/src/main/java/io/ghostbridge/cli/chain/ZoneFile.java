package io.ghostbridge.cli.chain;

import io.ghostbridge.cli.CommandException;
import io.ghostbridge.launcher.ExitCode;
import io.ghostbridge.proto.ledger.v1.NameRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * What an RFC 1035 master file holds, by the second-level name that must be registered for it.
 *
 * @param registrations second-level name to the names at and below it, each with its records
 * @param skipped how many records the chain has no place for: SOA, and those of the zone itself
 */
record ZoneFile(Map<String, Map<String, List<NameRecord>>> registrations, int skipped) {
  private static final long DEFAULT_TTL_SECONDS = 300;

  /**
   * Reads {@code file}; {@code $INCLUDE} is refused, {@code $GENERATE} is.
   *
   * @param origin what relative names are below until the file says {@code $ORIGIN}
   */
  static ZoneFile read(Path file, String origin) {
    Map<String, Map<String, List<NameRecord>>> registrations = new TreeMap<>();
    int skipped = 0;
    try (Master master =
        new Master(
            Files.newInputStream(file), Name.fromString(origin, Name.root), DEFAULT_TTL_SECONDS)) {
      master.disableIncludes(true);
      for (@Nullable Record record = master.nextRecord();
          record != null;
          record = master.nextRecord()) {
        // The root's label counts.
        if (record.getType() == Type.SOA || record.getName().labels() < 3) {
          skipped++;
        } else {
          registrations
              .computeIfAbsent(Records.registered(record.getName()), name -> new TreeMap<>())
              .computeIfAbsent(Records.name(record.getName()), name -> new ArrayList<>())
              .add(Records.of(record));
        }
      }
    } catch (TextParseException e) {
      throw new CommandException(
          ExitCode.FAILED, file + " is no zone file (RFC 1035): " + e.getMessage());
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILED, file + " cannot be read: " + e);
    }
    return new ZoneFile(registrations, skipped);
  }

  /** How many names have records. */
  int size() {
    return registrations.values().stream().mapToInt(Map::size).sum();
  }
}
