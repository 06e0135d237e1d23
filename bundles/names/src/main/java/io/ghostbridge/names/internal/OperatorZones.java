package io.ghostbridge.names.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** The zones that this node serves from its own files, {@code <zone>.zone} in one directory. */
final class OperatorZones {
  private static final Logger log = LoggerFactory.getLogger(OperatorZones.class);
  private static final String SUFFIX = ".zone";

  private final ZoneTable table;
  private final Path directory;
  private final Map<String, OperatorZone> zones = new HashMap<>();

  /** Loads all files. One that cannot be read is reported and its zone is not served. */
  OperatorZones(ZoneTable table, Path directory) {
    this.table = table;
    this.directory = directory;
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      files.forEach(this::load);
    } catch (IOException e) {
      log.error("event=zone_directory_unreadable directory={}", directory, e);
    }
  }

  private void load(Path file) {
    try {
      String fileName = String.valueOf(file.getFileName());
      String zone = CanonicalNames.of(fileName.substring(0, fileName.length() - SUFFIX.length()));
      List<Record> records = ZoneFile.read(file, zone);
      long modified = Files.getLastModifiedTime(file).toInstant().getEpochSecond();
      serve(zone, ZoneContent.of(zone, records, modified, modified));
      log.info("event=zone_loaded zone={} records={}", zone, records.size());
    } catch (IOException | RuntimeException e) {
      log.error("event=zone_file_unreadable file={} reason=\"{}\"", file, e.getMessage());
    }
  }

  private void serve(String zone, ZoneContent content) {
    OperatorZone serving = zones.get(zone);
    if (serving != null) {
      serving.replace(content);
    } else {
      var added = new OperatorZone(zone, content);
      zones.put(zone, added);
      table.mount(added, 0, true, true);
    }
  }

  /**
   * Applies an update durably, and answers from it when this returns.
   *
   * @throws ZoneUpdateException if it is refused; nothing has changed then
   * @throws IOException if the file cannot be written; nothing has changed then
   */
  synchronized void update(ZoneChange change) throws ZoneUpdateException, IOException {
    String zone = change.zone();
    Zone claimed = table.claimedByOther(zone);
    if (claimed != null) {
      throw new ZoneUpdateException(
          ZoneUpdateException.Reason.ZONE_CLAIMED,
          "the zone "
              + claimed.name()
              + " is another source's and cannot be set here, nor anything below it; names of the"
              + " chain change by signed transactions (ghostbridge name update)");
    }
    OperatorZone serving = zones.get(zone);
    List<Record> before = serving == null ? List.of() : serving.content().records();
    List<Record> records = change.applyTo(before);
    Path file = directory.resolve(zone + SUFFIX);
    if (records.isEmpty()) {
      ZoneFile.delete(file);
      if (zones.remove(zone) != null && serving != null) {
        table.unmount(serving);
      }
    } else {
      store(zone, file, records, serving);
    }
    log.info("event=zone_updated zone={} records={}", zone, records.size());
  }

  private void store(String zone, Path file, List<Record> records, @Nullable OperatorZone serving)
      throws IOException {
    long now = Instant.now().getEpochSecond();
    long previous = serving == null ? 0 : serving.content().apex().serial();
    long serial = Math.max(now, previous + 1) & 0xffffffffL;
    var withSoa = new ArrayList<Record>();
    withSoa.add(
        ZoneContent.of(zone, records, serial, now).soa(Name.fromString(zone, Name.root), serial));
    records.stream().filter(each -> each.getType() != Type.SOA).forEach(withSoa::add);
    Files.createDirectories(directory);
    ZoneFile.write(file, withSoa);
    serve(zone, ZoneContent.of(zone, withSoa, serial, now));
  }
}
