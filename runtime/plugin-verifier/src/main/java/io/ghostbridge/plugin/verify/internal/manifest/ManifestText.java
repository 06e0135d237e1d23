package io.ghostbridge.plugin.verify.internal.manifest;

import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.RefusalReason;
import io.ghostbridge.plugin.verify.VerifierLimits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A manifest or signature file in the syntax of the JAR File Specification, in the narrow form that
 * tools write: lines end with LF or CRLF, no header and no section is there twice. So the readers
 * of the JDK and of the framework read the same out of it. Immutable.
 */
public final class ManifestText {
  private static final int MAX_NAME_CHARS = 70;

  private final SortedMap<String, String> main;
  private final Map<String, SortedMap<String, String>> sections;

  private ManifestText(
      SortedMap<String, String> main, Map<String, SortedMap<String, String>> sections) {
    this.main = Collections.unmodifiableSortedMap(main);
    this.sections = Collections.unmodifiableMap(sections);
  }

  /**
   * Reads a manifest.
   *
   * @param entry its name in the archive
   * @param versionHeader the header that it must begin with, {@code Manifest-Version} or {@code
   *     Signature-Version}
   */
  public static ManifestText parse(
      byte[] bytes, String entry, String versionHeader, VerifierLimits limits)
      throws PackageRefusedException {
    return new Reader(bytes, entry, limits).read(versionHeader);
  }

  /** Headers of the main section; names compare without regard to case. */
  public SortedMap<String, String> main() {
    return main;
  }

  /** Headers by the name of the entry they are about. */
  public Map<String, SortedMap<String, String>> sections() {
    return sections;
  }

  private static final class Reader {
    private final byte[] bytes;
    private final String entry;
    private final VerifierLimits limits;
    private int at;
    private int line;

    Reader(byte[] bytes, String entry, VerifierLimits limits) {
      this.bytes = bytes;
      this.entry = entry;
      this.limits = limits;
    }

    ManifestText read(String versionHeader) throws PackageRefusedException {
      if (bytes.length > limits.maxManifestBytes()) {
        throw tooLarge("it has " + bytes.length + " bytes, at most " + limits.maxManifestBytes());
      }
      SortedMap<String, String> main = section(versionHeader, limits.maxHeaderBytes());
      if (!"1.0".equals(main.get(versionHeader))) {
        throw malformed("its " + versionHeader + " is not 1.0");
      }
      Map<String, SortedMap<String, String>> sections = new LinkedHashMap<>();
      while (skipEmptyLines()) {
        SortedMap<String, String> section = section("Name", limits.maxHeaderBytes());
        String name = section.getOrDefault("Name", "");
        if (sections.put(name, section) != null) {
          throw malformed("it has two sections about '" + name + "'");
        }
      }
      return new ManifestText(main, sections);
    }

    private boolean skipEmptyLines() throws PackageRefusedException {
      while (at < bytes.length) {
        int start = at;
        if (rawLine().length > 0) {
          at = start;
          line--;
          return true;
        }
      }
      return false;
    }

    /** Headers up to an empty line or the end. */
    private SortedMap<String, String> section(String first, int maxBytes)
        throws PackageRefusedException {
      SortedMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      while (at < bytes.length) {
        byte[] header = header(maxBytes);
        if (header.length == 0) {
          break;
        }
        String text = decode(header);
        int colon = text.indexOf(": ");
        if (colon < 0) {
          throw malformed("line " + line + " is no 'Name: value'");
        }
        String name = text.substring(0, colon);
        checkName(name);
        if (headers.isEmpty() && !name.equalsIgnoreCase(first)) {
          throw malformed("line " + line + " has " + name + " where " + first + " must stand");
        }
        if (headers.put(name, text.substring(colon + 2)) != null) {
          throw malformed("line " + line + " has " + name + " a second time");
        }
      }
      if (headers.isEmpty()) {
        throw malformed("it does not begin with " + first);
      }
      return headers;
    }

    /** One line with its continuations. */
    private byte[] header(int maxBytes) throws PackageRefusedException {
      byte[] first = rawLine();
      if (first.length > 0 && first[0] == ' ') {
        throw malformed("line " + line + " continues no header");
      }
      if (first.length == 0 || at == bytes.length || bytes[at] != ' ') {
        return first;
      }
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      header.writeBytes(first);
      while (at < bytes.length && bytes[at] == ' ') {
        byte[] more = rawLine();
        header.write(more, 1, more.length - 1);
        if (header.size() > maxBytes) {
          throw tooLarge("the header at line " + line + " has more than " + maxBytes + " bytes");
        }
      }
      return header.toByteArray();
    }

    private byte[] rawLine() throws PackageRefusedException {
      line++;
      int start = at;
      while (at < bytes.length && bytes[at] != '\n') {
        at++;
      }
      if (at == bytes.length) {
        throw malformed("line " + line + " has no end");
      }
      int end = at > start && bytes[at - 1] == '\r' ? at - 1 : at;
      at++;
      if (end - start > limits.maxHeaderBytes()) {
        throw tooLarge("line " + line + " has more than " + limits.maxHeaderBytes() + " bytes");
      }
      byte[] raw = new byte[end - start];
      System.arraycopy(bytes, start, raw, 0, raw.length);
      for (byte b : raw) {
        if (b == '\r' || b == 0) {
          throw malformed("line " + line + " has a control character");
        }
      }
      return raw;
    }

    private String decode(byte[] text) throws PackageRefusedException {
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
      } catch (CharacterCodingException e) {
        throw malformed("line " + line + " is not UTF-8");
      }
    }

    private void checkName(String name) throws PackageRefusedException {
      boolean plain =
          !name.isEmpty()
              && name.length() <= MAX_NAME_CHARS
              && name.chars()
                  .allMatch(
                      c ->
                          (c >= 'a' && c <= 'z')
                              || (c >= 'A' && c <= 'Z')
                              || (c >= '0' && c <= '9')
                              || c == '-'
                              || c == '_');
      if (!plain) {
        throw malformed("line " + line + " has a header name that is none: '" + name + "'");
      }
    }

    private PackageRefusedException malformed(String problem) {
      return new PackageRefusedException(
          RefusalReason.MANIFEST_MALFORMED,
          entry,
          problem,
          "build the plugin with bnd or another tool that writes manifests");
    }

    private PackageRefusedException tooLarge(String problem) {
      return new PackageRefusedException(
          RefusalReason.MANIFEST_TOO_LARGE, entry, problem, "make the plugin smaller");
    }
  }
}
