package io.ghostbridge.plugin.verify.internal;

/** Text of a hostile file as it may stand in a message and in a log. */
public final class Printable {
  private static final int MAX_CHARS = 1_000;
  private static final int MAX_QUOTED_CHARS = 200;

  private Printable() {}

  /** In single quotes, at most 200 characters of it. */
  public static String quoted(String text) {
    return "'" + escape(text, MAX_QUOTED_CHARS) + "'";
  }

  /** On one line, at most 1000 characters of it. */
  public static String line(String text) {
    return escape(text, MAX_CHARS);
  }

  private static String escape(String text, int maxChars) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), maxChars));
    for (int i = 0; i < text.length(); i++) {
      if (i == maxChars) {
        return out.append("…").toString();
      }
      char c = text.charAt(i);
      if (isPlain(c)) {
        out.append(c);
      } else {
        out.append(String.format("\\u%04x", (int) c));
      }
    }
    return out.toString();
  }

  /** Letters of all scripts, but no direction marks, line separators or lone surrogates. */
  private static boolean isPlain(char c) {
    return (c >= ' ' && c < 0x7f) || Character.isLetterOrDigit(c) || c == '…';
  }
}
