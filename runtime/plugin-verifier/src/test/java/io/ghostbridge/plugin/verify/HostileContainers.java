package io.ghostbridge.plugin.verify;

import static io.ghostbridge.plugin.verify.RefusalReason.ABSOLUTE_PATH;
import static io.ghostbridge.plugin.verify.RefusalReason.AMBIGUOUS_ENTRY;
import static io.ghostbridge.plugin.verify.RefusalReason.COMPRESSION_RATIO;
import static io.ghostbridge.plugin.verify.RefusalReason.CORRUPT_ENTRY;
import static io.ghostbridge.plugin.verify.RefusalReason.DATA_AFTER_ARCHIVE;
import static io.ghostbridge.plugin.verify.RefusalReason.DATA_BEFORE_ARCHIVE;
import static io.ghostbridge.plugin.verify.RefusalReason.DUPLICATE_ENTRY;
import static io.ghostbridge.plugin.verify.RefusalReason.ENCRYPTED_ENTRY;
import static io.ghostbridge.plugin.verify.RefusalReason.ENTRY_TOO_LARGE;
import static io.ghostbridge.plugin.verify.RefusalReason.EXPANDS_TOO_FAR;
import static io.ghostbridge.plugin.verify.RefusalReason.HEADERS_DISAGREE;
import static io.ghostbridge.plugin.verify.RefusalReason.HIDDEN_DATA;
import static io.ghostbridge.plugin.verify.RefusalReason.MALFORMED_ZIP;
import static io.ghostbridge.plugin.verify.RefusalReason.NESTED_TOO_DEEP;
import static io.ghostbridge.plugin.verify.RefusalReason.NOT_A_ZIP;
import static io.ghostbridge.plugin.verify.RefusalReason.PATH_TRAVERSAL;
import static io.ghostbridge.plugin.verify.RefusalReason.SPECIAL_FILE;
import static io.ghostbridge.plugin.verify.RefusalReason.TOO_MANY_ENTRIES;
import static io.ghostbridge.plugin.verify.RefusalReason.TRUNCATED;
import static io.ghostbridge.plugin.verify.RefusalReason.UNKNOWN_COMPRESSION;
import static io.ghostbridge.plugin.verify.RefusalReason.UNSAFE_ENTRY_NAME;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Files whose ZIP container is wrong: nothing in them is looked at. */
final class HostileContainers {
  private static final byte[] GOOD = new TestPlugin().unsigned();
  private static final byte[] TEXT = "alice.example. 300 IN A 192.0.2.1\n".getBytes(UTF_8);

  private HostileContainers() {}

  static List<Hostile> all() {
    List<Hostile> all = new ArrayList<>();
    all.addAll(ends());
    all.addAll(headers());
    all.addAll(names());
    all.addAll(bombs());
    return all;
  }

  private static List<Hostile> ends() {
    return List.of(
        Hostile.of("a text", NOT_A_ZIP, "the file of 34 bytes is no ZIP container", TEXT),
        Hostile.of("nothing", NOT_A_ZIP, "the file of 0 bytes is no ZIP", new byte[0]),
        Hostile.of(
            "a download that broke off",
            TRUNCATED,
            "the file of 300 bytes begins as a ZIP container and has no end",
            Arrays.copyOf(GOOD, 300)),
        Hostile.of(
            "a file whose beginning is lost",
            TRUNCATED,
            "the central directory would end at byte",
            Arrays.copyOfRange(GOOD, 10, GOOD.length)),
        raw(
            "a directory with a record less",
            MALFORMED_ZIP,
            "the central directory does not have the 1 records",
            (zip, entry) -> zip.countShift = -1),
        raw(
            "a directory with a record more",
            MALFORMED_ZIP,
            "the central directory does not have the 3 records",
            (zip, entry) -> zip.countShift = 1),
        raw(
            "a script before the archive",
            DATA_BEFORE_ARCHIVE,
            "9 bytes stand before the first entry",
            (zip, entry) -> zip.prefix = "#!/bin/sh".getBytes(UTF_8)),
        raw(
            "a script before the archive, whose offsets do not count it",
            DATA_BEFORE_ARCHIVE,
            "9 bytes stand before the archive",
            (zip, entry) -> {
              zip.prefix = "#!/bin/sh".getBytes(UTF_8);
              zip.offsetShift = -9;
            }),
        raw(
            "bytes after the archive",
            DATA_AFTER_ARCHIVE,
            "5 bytes stand after the archive",
            (zip, entry) -> zip.suffix = "extra".getBytes(UTF_8)),
        raw(
            "an archive's comment",
            DATA_AFTER_ARCHIVE,
            "7 bytes stand after the archive, or are its comment",
            (zip, entry) -> zip.comment = "comment".getBytes(UTF_8)),
        raw(
            "bytes between two entries",
            HIDDEN_DATA,
            "entry 'b.txt': 6 bytes before it belong to no entry",
            (zip, entry) -> entry.gapBefore = "hidden".getBytes(UTF_8)),
        raw(
            "one part of several",
            MALFORMED_ZIP,
            "it is one part of a ZIP container of several",
            (zip, entry) -> zip.disk = 1));
  }

  private static List<Hostile> headers() {
    return List.of(
        raw(
            "another name in the local header",
            HEADERS_DISAGREE,
            "entry 'b.txt': its name is b.txt in the central directory and c.txt in its own",
            (zip, entry) -> entry.localName = "c.txt".getBytes(UTF_8)),
        raw(
            "another size in the local header",
            HEADERS_DISAGREE,
            "entry 'b.txt': its size is 34 in the central directory and 33",
            (zip, entry) -> entry.localSize = 33),
        raw(
            "another CRC in the local header",
            HEADERS_DISAGREE,
            "entry 'b.txt': its CRC is",
            (zip, entry) -> entry.localCrc ^= 1),
        raw(
            "another compression in the local header",
            HEADERS_DISAGREE,
            "entry 'b.txt': its compression method is 8",
            (zip, entry) -> entry.localMethod = 0),
        raw(
            "a data descriptor that tells another size",
            HEADERS_DISAGREE,
            "entry 'b.txt': its size is 34",
            (zip, entry) -> {
              entry.descriptor = true;
              entry.localSize = 35;
            }),
        raw(
            "an offset where no header is",
            HEADERS_DISAGREE,
            "entry 'b.txt': there is no header of its own at byte 0",
            (zip, entry) -> {
              zip.entries.removeFirst();
              entry.offset = 0;
              zip.prefix = new byte[99];
            }),
        raw(
            "two entries that share their data",
            HIDDEN_DATA,
            "entry 'b.txt': it overlaps the entry before it",
            (zip, entry) -> entry.offset = 0),
        raw(
            "an encrypted entry",
            ENCRYPTED_ENTRY,
            "entry 'b.txt': it is encrypted",
            (zip, entry) -> entry.flags = entry.localFlags = 1),
        raw(
            "an entry compressed by LZMA",
            UNKNOWN_COMPRESSION,
            "entry 'b.txt': it is compressed by method 14",
            (zip, entry) -> entry.method = entry.localMethod = 14),
        raw(
            "an entry that needs ZIP64",
            MALFORMED_ZIP,
            "entry 'b.txt': it needs features of ZIP that JARs do not have",
            (zip, entry) -> entry.versionNeeded = 45),
        raw(
            "an entry of 4 GiB",
            MALFORMED_ZIP,
            "it is a ZIP64 container",
            (zip, entry) -> entry.size = -1),
        raw(
            "a stored entry with two sizes",
            MALFORMED_ZIP,
            "entry 'b.txt': it is stored uncompressed and its size is not its own",
            (zip, entry) -> entry.stored(TEXT).size = 30),
        raw(
            "a second name in an extra field",
            MALFORMED_ZIP,
            "entry 'b.txt': its extra field 0x7075 may change name",
            (zip, entry) -> entry.extra = new byte[] {0x75, 0x70, 1, 0, 1}),
        raw(
            "an extra field that is longer than its space",
            MALFORMED_ZIP,
            "entry 'b.txt': its extra fields do not fill",
            (zip, entry) -> entry.extra = new byte[] {0x55, 0x54, 9, 0, 1}),
        raw(
            "a symbolic link",
            SPECIAL_FILE,
            "entry 'b.txt': it is a symbolic link",
            (zip, entry) -> {
              entry.madeBy = 3 << 8 | 20;
              entry.attributes = 0xa1ff << 16;
            }),
        raw(
            "a directory with content",
            MALFORMED_ZIP,
            "entry 'b/': it is a directory with 34 bytes",
            (zip, entry) -> entry.name = entry.localName = "b/".getBytes(UTF_8)));
  }

  private static List<Hostile> names() {
    return List.of(
        named("../../etc/cron.d/x", PATH_TRAVERSAL, "the name leaves the archive"),
        named("a/../../x", PATH_TRAVERSAL, "the name leaves the archive"),
        named("/etc/passwd", ABSOLUTE_PATH, "the name begins at the root"),
        named("a\\b.class", UNSAFE_ENTRY_NAME, "the name has a backslash"),
        named("C:evil.dll", UNSAFE_ENTRY_NAME, "the name has a colon"),
        named("a\0.class", UNSAFE_ENTRY_NAME, "the name has a NUL character"),
        named("a\n2026 INFO all is well", UNSAFE_ENTRY_NAME, "the name has a control character"),
        named("a\u202etxt.ssalc", UNSAFE_ENTRY_NAME, "the name has a control character"),
        named("a/".repeat(64) + "b", UNSAFE_ENTRY_NAME, "the name has 65 parts, at most 64"),
        named("a//b", UNSAFE_ENTRY_NAME, "the name has an empty part"),
        named("meta-inf/MANIFEST.MF", UNSAFE_ENTRY_NAME, "the directory is written otherwise"),
        named("", UNSAFE_ENTRY_NAME, "a name has 0 bytes"),
        named("a.txt", DUPLICATE_ENTRY, "it is there twice"),
        named("A.TXT", AMBIGUOUS_ENTRY, "there is 'a.txt' too"),
        named("a.txt/b", AMBIGUOUS_ENTRY, "there is 'a.txt' too"),
        raw(
            "a name in Latin-1",
            UNSAFE_ENTRY_NAME,
            "entry 'caf\u00e9': the name is not UTF-8",
            (zip, entry) -> entry.name = entry.localName = new byte[] {'c', 'a', 'f', (byte) 0xe9}),
        raw(
            "a UTF-8 name that does not say so",
            UNSAFE_ENTRY_NAME,
            "entry 'caf\u00e9': the name is not ASCII",
            (zip, entry) -> entry.name = entry.localName = "caf\u00e9".getBytes(UTF_8)));
  }

  private static List<Hostile> bombs() {
    byte[] zeros = new byte[8 << 20];
    byte[] bomb = RawZip.deflate(zeros);
    RawZip many = new RawZip();
    for (int i = 0; i <= VerifierLimits.DEFAULT.maxEntries(); i++) {
      many.add("f" + i, "");
    }
    RawZip wide = new RawZip();
    byte[] incompressible = new byte[15 << 20];
    for (int i = 0; i < 9; i++) {
      RawZip.Entry entry = wide.add("f" + i, new byte[0]);
      entry.size = entry.localSize = incompressible.length;
      entry.packed = new byte[200 << 10];
      entry.packedSize = entry.packed.length;
    }
    RawZip inner = new RawZip();
    inner.add("zeros", zeros);
    byte[] library = inner.bytes();
    RawZip deeper = new RawZip();
    deeper.add("library.jar", library);
    return List.of(
        raw(
            "8 MiB out of 8 KiB",
            COMPRESSION_RATIO,
            "entry 'b.txt': " + bomb.length + " bytes unpack to 8388608, more than 100 to one",
            (zip, entry) -> {
              entry.packed = bomb;
              entry.packedSize = bomb.length;
              entry.size = entry.localSize = zeros.length;
            }),
        raw(
            "an entry that unpacks to more than it says",
            CORRUPT_ENTRY,
            "entry 'META-INF/MANIFEST.MF': it does not unpack to the 10 bytes promised",
            (zip, entry) -> {
              entry.name = entry.localName = TestPlugin.MANIFEST.getBytes(UTF_8);
              entry.size = entry.localSize = 10;
            }),
        raw(
            "an entry that unpacks to less than it says",
            CORRUPT_ENTRY,
            "entry 'META-INF/MANIFEST.MF': it does not unpack to the 40 bytes promised",
            (zip, entry) -> {
              entry.name = entry.localName = TestPlugin.MANIFEST.getBytes(UTF_8);
              entry.size = entry.localSize = 40;
            }),
        raw(
            "an entry that is no deflate stream",
            CORRUPT_ENTRY,
            "entry 'META-INF/MANIFEST.MF': its packed bytes are no deflate stream",
            (zip, entry) -> {
              entry.name = entry.localName = TestPlugin.MANIFEST.getBytes(UTF_8);
              Arrays.fill(entry.packed, (byte) 0xff);
            }),
        raw(
            "bytes behind the end of an entry's stream",
            CORRUPT_ENTRY,
            "entry 'META-INF/MANIFEST.MF': 5 packed bytes follow its end",
            (zip, entry) -> {
              entry.name = entry.localName = TestPlugin.MANIFEST.getBytes(UTF_8);
              entry.packed = Arrays.copyOf(entry.packed, entry.packed.length + 5);
              entry.packedSize += 5;
            }),
        raw(
            "an entry with another content than its CRC",
            CORRUPT_ENTRY,
            "entry 'META-INF/MANIFEST.MF': its CRC is not the one",
            (zip, entry) -> {
              entry.name = entry.localName = TestPlugin.MANIFEST.getBytes(UTF_8);
              entry.crc = entry.localCrc = 1;
            }),
        raw(
            "an entry of 17 MiB",
            ENTRY_TOO_LARGE,
            "entry 'b.txt': it unpacks to 17825792 bytes, at most 16777216",
            (zip, entry) -> entry.size = entry.localSize = 17 << 20),
        Hostile.of(
            "more entries than a plugin has",
            TOO_MANY_ENTRIES,
            "the archive has 10001 entries or more, at most 10000",
            many.bytes()),
        Hostile.of(
            "many large entries",
            EXPANDS_TOO_FAR,
            "entry 'f8': with it the archive unpacks to more than 134217728 bytes",
            wide.bytes()),
        Hostile.of(
            "a bomb in a library of the plugin",
            COMPRESSION_RATIO,
            "entry 'lib/b.jar!/zeros':",
            HostileSignatures.signed(new TestPlugin().entry("lib/b.jar", library))),
        Hostile.of(
            "a library in a library of the plugin",
            NESTED_TOO_DEEP,
            "entry 'lib/b.jar!/library.jar': it is an archive, in an archive",
            HostileSignatures.signed(new TestPlugin().entry("lib/b.jar", deeper.bytes()))),
        Hostile.of(
            "a library that is cut short",
            TRUNCATED,
            "entry 'lib/b.jar': the file of 50 bytes begins as a ZIP container",
            HostileSignatures.signed(new TestPlugin().entry("lib/b.jar", Arrays.copyOf(GOOD, 50)))),
        Hostile.of(
            "a library that leaves its archive",
            PATH_TRAVERSAL,
            "entry 'lib/b.jar!/../x': the name leaves the archive",
            HostileSignatures.signed(
                new TestPlugin().entry("lib/b.jar", TestPlugin.zip(Map.of("../x", new byte[0]))))));
  }

  /** An archive of {@code a.txt} and an entry that {@code change} makes hostile. */
  private static Hostile raw(
      String what, RefusalReason reason, String message, BiConsumer<RawZip, RawZip.Entry> change) {
    RawZip zip = new RawZip();
    zip.add("a.txt", TEXT);
    RawZip.Entry entry = zip.add("b.txt", TEXT);
    change.accept(zip, entry);
    return Hostile.of(what, reason, message, zip.bytes());
  }

  private static Hostile named(String name, RefusalReason reason, String message) {
    RawZip zip = new RawZip();
    zip.add("a.txt", TEXT);
    zip.add(name, TEXT);
    String escaped = name.replace("\0", "\\u0000").replace("\n", "\\u000a");
    return Hostile.of(
        "an entry named '" + escaped.replace("\u202e", "\\u202e") + "'",
        reason,
        "entry '" + escaped.replace("\u202e", "\\u202e") + "': " + message,
        zip.bytes());
  }
}
