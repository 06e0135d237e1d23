package io.ghostbridge.names.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** Zone files in RFC 1035's master format, section 5, without {@code $INCLUDE}. */
final class ZoneFile {
  private static final int MAXIMUM_BYTES = 64 << 20;
  private static final int DEFAULT_TTL_SECONDS = 3600;

  private ZoneFile() {}

  static List<Record> read(Path file, String zone) throws IOException {
    if (Files.size(file) > MAXIMUM_BYTES) {
      throw new IOException(
          file + " has " + Files.size(file) + " bytes; at most " + MAXIMUM_BYTES + " are read");
    }
    Name origin = Name.fromString(zone, Name.root);
    var records = new ArrayList<Record>();
    try (var in = new ByteArrayInputStream(Files.readAllBytes(file));
        var master = new Master(in, origin, DEFAULT_TTL_SECONDS)) {
      master.disableIncludes(true);
      for (Record each = master.nextRecord(); each != null; each = master.nextRecord()) {
        if (!each.getName().subdomain(origin)) {
          throw new IOException(file + ": the record " + each + " is not in the zone " + zone);
        }
        records.add(each);
      }
    }
    return records;
  }

  /** Replaces {@code file} at once and durably: a reader finds the old or the new, never a part. */
  static void write(Path file, List<Record> records) throws IOException {
    var text = new StringBuilder("; Written by GhostDNSService.UpdateZone.\n");
    records.forEach(each -> text.append(each).append('\n'));
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (var channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncDirectory(file);
  }

  static void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    syncDirectory(file);
  }

  private static void syncDirectory(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
