package io.ghostbridge.plugin.operator.text;

import java.util.ArrayList;
import java.util.List;

/** Lines with a word at their beginning, in columns; what comes from a jar cannot move a cursor. */
final class Lines {
  private static final int WORD_WIDTH = 11;

  private final List<String> lines = new ArrayList<>();

  /** Printable: control characters become {@code ?}. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(c -> isPrintable(c) ? c : '?').forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isPrintable(int c) {
    int type = Character.getType(c);
    // Format characters turn the direction of what follows.
    return !Character.isISOControl(c)
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.SURROGATE;
  }

  Lines plain(String line) {
    lines.add(clean(line));
    return this;
  }

  /** {@code word} and its value; nothing if there is no value. */
  Lines field(String word, String value) {
    return value.isEmpty() ? this : each(word, List.of(value));
  }

  /** {@code word} before the first of {@code values}; nothing if there are none. */
  Lines each(String word, List<String> values) {
    String begin = word;
    for (String value : values) {
      lines.add("  " + pad(begin, WORD_WIDTH) + " " + clean(value));
      begin = "";
    }
    return this;
  }

  /** Rows in columns as wide as they need. */
  Lines table(List<List<String>> rows) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], clean(row.get(i)).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(pad(clean(row.get(i)), widths[i])).append("  ");
      }
      lines.add(line.toString().stripTrailing());
    }
    return this;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  List<String> toList() {
    return List.copyOf(lines);
  }
}
