package io.ghostbridge.plugin.verify.internal.zip;

import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.RefusalReason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Names of entries that mean one thing to every reader and file system. One archive, one thread.
 */
final class EntryNames {
  private static final int MAX_BYTES = 1_024;
  private static final int MAX_DEPTH = 64;
  private static final String META_INF = "META-INF/";

  /** The folded name, without a final slash, to the name. */
  private final Map<String, String> seen = new HashMap<>();

  /**
   * The name in {@code raw}.
   *
   * @param utf8 whether the entry says that its name is UTF-8; otherwise it must be ASCII
   */
  static String decode(byte[] raw, boolean utf8) throws PackageRefusedException {
    if (raw.length == 0 || raw.length > MAX_BYTES) {
      throw unsafe("", "a name has " + raw.length + " bytes, expected 1 to " + MAX_BYTES);
    }
    String name;
    try {
      name = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException e) {
      String shown = new String(raw, StandardCharsets.ISO_8859_1);
      throw unsafe(shown, "the name is not UTF-8");
    }
    if (!utf8 && name.length() != raw.length) {
      throw unsafe(name, "the name is not ASCII and the entry does not say that it is UTF-8");
    }
    check(name);
    return name;
  }

  private static void check(String name) throws PackageRefusedException {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == 0) {
        throw unsafe(name, "the name has a NUL character");
      }
      if (c == '\\') {
        throw unsafe(name, "the name has a backslash");
      }
      if (c == ':') {
        throw unsafe(name, "the name has a colon, as names with a drive have");
      }
      if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        throw unsafe(name, "the name has a control character");
      }
    }
    if (name.startsWith("/")) {
      throw new PackageRefusedException(
          RefusalReason.ABSOLUTE_PATH,
          name,
          "the name begins at the root",
          "pack the plugin with names relative to it");
    }
    String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    String[] segments = path.split("/", -1);
    if (segments.length > MAX_DEPTH) {
      throw unsafe(name, "the name has " + segments.length + " parts, at most " + MAX_DEPTH);
    }
    for (String segment : segments) {
      if (segment.equals("..")) {
        throw new PackageRefusedException(
            RefusalReason.PATH_TRAVERSAL,
            name,
            "the name leaves the archive",
            "pack the plugin without '..' in names");
      }
      if (segment.isEmpty() || segment.equals(".")) {
        throw unsafe(name, "the name has an empty part or '.'");
      }
    }
    if (name.length() >= META_INF.length()
        && name.regionMatches(true, 0, META_INF, 0, META_INF.length())
        && !name.startsWith(META_INF)) {
      throw unsafe(name, "the directory is written otherwise than META-INF");
    }
  }

  /** Notes a name, and refuses one that was seen. */
  void add(String name) throws PackageRefusedException {
    String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    String other = seen.put(fold(path), name);
    if (other == null) {
      return;
    }
    if (other.equals(name)) {
      throw new PackageRefusedException(
          RefusalReason.DUPLICATE_ENTRY,
          name,
          "it is there twice, and readers differ in which one they take",
          "pack the plugin anew");
    }
    throw ambiguous(name, other);
  }

  /** Refuses a file that is a directory of another entry. */
  void checkParents() throws PackageRefusedException {
    for (String name : seen.values()) {
      int slash = name.lastIndexOf('/', name.length() - 2);
      for (; slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
        String directory = name.substring(0, slash + 1);
        String other = seen.get(fold(name.substring(0, slash)));
        if (other != null && !other.equals(directory)) {
          throw ambiguous(name, other);
        }
      }
    }
  }

  private static PackageRefusedException ambiguous(String name, String other) {
    return new PackageRefusedException(
        RefusalReason.AMBIGUOUS_ENTRY,
        name,
        "there is '" + other + "' too: file systems and readers differ in whether that is the same",
        "rename one of them");
  }

  private static String fold(String path) {
    return Normalizer.normalize(path, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  private static PackageRefusedException unsafe(String name, String problem) {
    return new PackageRefusedException(
        RefusalReason.UNSAFE_ENTRY_NAME,
        name,
        problem,
        "pack the plugin with plain names separated by '/'");
  }
}
