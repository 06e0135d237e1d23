package io.ghostbridge.plugin.verify.internal.zip;

import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.RefusalReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP container in memory (PKWARE APPNOTE 6.3.10) of the form that JAR tools write: every byte
 * belongs to exactly one entry or to the directory, and both headers of an entry tell the same. So
 * whoever reads it, from the front or from the end, sees the same entries. Immutable.
 */
public final class ZipArchive {
  private static final int DEFLATED = 8;

  private final byte[] bytes;
  private final List<ZipMember> members;
  private final Map<String, ZipMember> byName = new HashMap<>();

  private ZipArchive(byte[] bytes, List<ZipMember> members) {
    this.bytes = bytes;
    this.members = List.copyOf(members);
    members.forEach(member -> byName.put(member.name(), member));
  }

  /**
   * Reads the headers; {@link #content} reads the entries.
   *
   * @param bytes not copied, not to be changed
   * @param budget what the entries count against
   */
  public static ZipArchive read(byte[] bytes, ExpansionBudget budget)
      throws PackageRefusedException {
    ZipBytes zip = new ZipBytes(bytes);
    EndRecord end = EndRecord.read(zip);
    budget.takeEntries(end.entries());
    List<CentralRecord> records = directory(zip, end);
    EntryNames names = new EntryNames();
    List<ZipMember> members = new ArrayList<>(records.size());
    int next = 0;
    for (CentralRecord entry : records) {
      names.add(entry.name());
      requireNoGap(entry.name(), next, entry.localOffset());
      LocalHeader header = LocalHeader.read(zip, entry);
      budget.takeEntry(header.member());
      members.add(header.member());
      next = header.end();
    }
    requireNoGap(null, next, end.directoryOffset());
    names.checkParents();
    return new ZipArchive(bytes, members);
  }

  /** In the order of their data. */
  private static List<CentralRecord> directory(ZipBytes zip, EndRecord end)
      throws PackageRefusedException {
    List<CentralRecord> records = new ArrayList<>(end.entries());
    int at = end.directoryOffset();
    int last = zip.length() - EndRecord.LENGTH;
    for (int i = 0; i < end.entries() && at < last; i++) {
      CentralRecord entry = CentralRecord.read(zip, at);
      records.add(entry);
      at += entry.length();
    }
    if (at != last || records.size() != end.entries()) {
      throw ZipBytes.malformed(
          "the central directory does not have the " + end.entries() + " records it promises");
    }
    records.sort(Comparator.comparingInt(CentralRecord::localOffset));
    return records;
  }

  private static void requireNoGap(@Nullable String entry, int end, int next)
      throws PackageRefusedException {
    if (end == next) {
      return;
    }
    if (end == 0) {
      throw new PackageRefusedException(
          RefusalReason.DATA_BEFORE_ARCHIVE,
          null,
          next + " bytes stand before the first entry",
          "pack the plugin without a prefix");
    }
    throw new PackageRefusedException(
        RefusalReason.HIDDEN_DATA,
        entry,
        end < next
            ? (next - end) + " bytes before it belong to no entry"
            : "it overlaps the entry before it",
        "pack the plugin anew");
  }

  /** The entries in the order of their data. */
  public List<ZipMember> members() {
    return members;
  }

  /** The entry of exactly that name. */
  public Optional<ZipMember> member(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The unpacked bytes of an entry, which are what its headers promise. */
  public byte[] content(ZipMember member) throws PackageRefusedException {
    byte[] content = new byte[member.bytes()];
    if (member.method() == DEFLATED) {
      inflate(member, content);
    } else {
      System.arraycopy(bytes, member.dataOffset(), content, 0, content.length);
    }
    CRC32 crc = new CRC32();
    crc.update(content);
    if ((int) crc.getValue() != member.crc()) {
      throw corrupt(member, "its CRC is not the one that its header tells");
    }
    return content;
  }

  private void inflate(ZipMember member, byte[] content) throws PackageRefusedException {
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(bytes, member.dataOffset(), member.packedBytes());
      int length = 0;
      while (length < content.length && !inflater.finished()) {
        int count = inflater.inflate(content, length, content.length - length);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          break;
        }
        length += count;
      }
      // The end may still have to be read; a byte more would be one that the header hides.
      boolean more = inflater.inflate(new byte[1]) > 0;
      if (more || length < content.length || !inflater.finished()) {
        throw corrupt(member, "it does not unpack to the " + content.length + " bytes promised");
      }
      if (inflater.getRemaining() != 0) {
        throw corrupt(member, inflater.getRemaining() + " packed bytes follow its end");
      }
    } catch (DataFormatException e) {
      throw corrupt(member, "its packed bytes are no deflate stream");
    }
  }

  private static PackageRefusedException corrupt(ZipMember member, String problem) {
    return new PackageRefusedException(
        RefusalReason.CORRUPT_ENTRY, member.name(), problem, "copy or download the file again");
  }
}
