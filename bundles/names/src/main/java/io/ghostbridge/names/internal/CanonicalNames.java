package io.ghostbridge.names.internal;

import com.ibm.icu.text.IDNA;

/** UTS-46 (non-transitional) to A-labels, with the lengths of RFC 1035, section 2.3.4. */
final class CanonicalNames {
  private static final int MAXIMUM_NAME = 253;
  private static final int MAXIMUM_LABEL = 63;

  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

  private CanonicalNames() {}

  /**
   * See {@code NameResolver.canonicalName}.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static String of(String text) {
    if (text.length() > 4 * MAXIMUM_NAME) {
      throw new IllegalArgumentException(
          "the name has " + text.length() + " characters; at most 253 are allowed");
    }
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (!isPlain(name)) {
      name = toAscii(name);
    }
    check(name, text);
    return name;
  }

  /** Whether it is in lower-case ASCII without A-labels, so that UTS-46 has nothing to do. */
  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isHostnameCharacter(c) && c != '.' && c != '*') {
        return false;
      }
    }
    return !name.contains("xn--");
  }

  private static String toAscii(String name) {
    var info = new IDNA.Info();
    String ascii = UTS46.nameToASCII(name, new StringBuilder(), info).toString();
    if (info.hasErrors()) {
      throw new IllegalArgumentException(
          "the name "
              + quote(name)
              + " is no valid internationalized name (UTS-46): "
              + info.getErrors());
    }
    return ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
  }

  private static void check(String name, String text) {
    if (name.isEmpty() || name.length() > MAXIMUM_NAME) {
      throw new IllegalArgumentException(
          "the name "
              + quote(text)
              + " has "
              + name.length()
              + " characters in ASCII; 1 to 253 are allowed");
    }
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i == name.length() || name.charAt(i) == '.') {
        checkLabel(name, start, i, text);
        start = i + 1;
      }
    }
  }

  private static void checkLabel(String name, int start, int end, String text) {
    if (end == start) {
      throw new IllegalArgumentException("the name " + quote(text) + " has an empty label");
    }
    if (end - start > MAXIMUM_LABEL) {
      throw new IllegalArgumentException(
          "the name "
              + quote(text)
              + " has a label of "
              + (end - start)
              + " characters in ASCII; at most 63 are allowed");
    }
    if (start == 0 && end == 1 && name.charAt(0) == '*') {
      return;
    }
    for (int i = start; i < end; i++) {
      if (!isHostnameCharacter(name.charAt(i))) {
        throw new IllegalArgumentException(
            "the name "
                + quote(text)
                + " has the character "
                + quote(name.substring(i, i + 1))
                + "; letters, digits, '-' and '_' are allowed, and '*' as the whole first label");
      }
    }
  }

  private static boolean isHostnameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }

  /** Quoted for a message, cut to a readable length, without control characters. */
  private static String quote(String text) {
    String cut = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
