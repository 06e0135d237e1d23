package io.ghostbridge.name.hosts.internal;

import java.util.Locale;

/** Names in the canonical form of {@code NameEntry}: ASCII, lower case, no final dot. */
final class DomainNames {
  private static final int MAXIMUM_NAME = 253;
  private static final int MAXIMUM_LABEL = 63;

  private DomainNames() {}

  /**
   * The canonical form of a name in ASCII.
   *
   * @throws IllegalArgumentException saying what is wrong (RFC 1035, section 2.3.4)
   */
  static String canonical(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (name.isEmpty() || name.length() > MAXIMUM_NAME) {
      throw new IllegalArgumentException(
          "the name " + quote(text) + " has " + name.length() + " characters; expected 1 to 253");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    int start = 0;
    for (int i = 0; i <= lower.length(); i++) {
      if (i == lower.length() || lower.charAt(i) == '.') {
        if (i == start || i - start > MAXIMUM_LABEL) {
          throw new IllegalArgumentException(
              "the name "
                  + quote(text)
                  + " has a label of "
                  + (i - start)
                  + " characters; expected 1 to 63");
        }
        start = i + 1;
      } else if (!isHostnameCharacter(lower.charAt(i))) {
        throw new IllegalArgumentException(
            "the name "
                + quote(text)
                + " has the character "
                + quote(lower.substring(i, i + 1))
                + "; expected letters, digits, '-' and '_' (an international name as xn--...)");
      }
    }
    return lower;
  }

  private static boolean isHostnameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }

  /** Whether {@code name} is {@code ancestor} or below it. */
  static boolean isWithin(String name, String ancestor) {
    int extra = name.length() - ancestor.length();
    return name.endsWith(ancestor) && (extra == 0 || (extra > 0 && name.charAt(extra - 1) == '.'));
  }

  /** Quoted for a message, cut to a readable length, without control characters. */
  static String quote(String text) {
    String cut = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    return "'" + cut.replaceAll("\\p{Cntrl}", "?") + "'";
  }
}
