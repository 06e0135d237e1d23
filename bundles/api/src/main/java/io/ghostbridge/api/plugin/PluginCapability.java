package io.ghostbridge.api.plugin;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing that a plugin asks for beyond the packages it imports: {@code
 * network;host="*.example.org";port="443"}. Two are equal when kind and attributes are; {@link
 * #toString} is the canonical form, attributes sorted by name.
 *
 * @param kind {@code network}, {@code files}, {@code key}, {@code service}; 1 to 64 characters
 * @param attributes sorted by name; unmodifiable
 */
public record PluginCapability(String kind, SortedMap<String, String> attributes)
    implements Comparable<PluginCapability> {
  /** The longest header that is read, in characters. */
  public static final int MAX_HEADER_LENGTH = 16_384;

  /** The most clauses of a header. */
  public static final int MAX_CLAUSES = 256;

  /**
   * Copies {@code attributes}.
   *
   * @throws IllegalArgumentException if a name has other characters than letters, digits, {@code
   *     .}, {@code _} and {@code -}, is empty or longer than 64, or a value holds a control
   *     character
   */
  public PluginCapability {
    CapabilityParser.checkName(kind);
    TreeMap<String, String> copy = new TreeMap<>();
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      CapabilityParser.checkName(attribute.getKey());
      CapabilityParser.checkValue(attribute.getValue());
      copy.put(attribute.getKey(), attribute.getValue());
    }
    attributes = Collections.unmodifiableSortedMap(copy);
  }

  /**
   * The clauses of a {@code Ghost-Capabilities} header, in its order, each once. Values may stand
   * in double quotes, in which a backslash makes a quote or backslash literal.
   *
   * @throws IllegalArgumentException saying what is wrong at which character; for any text that is
   *     no list of clauses, too long, or names an attribute twice
   */
  public static List<PluginCapability> parse(String header) {
    return new CapabilityParser(header).parse();
  }

  /** The value of an attribute, or the empty string where there is none. */
  public String attribute(String name) {
    return attributes.getOrDefault(name, "");
  }

  @Override
  public int compareTo(PluginCapability other) {
    return toString().compareTo(other.toString());
  }

  /** The canonical form; {@link #parse} reads it back. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(kind);
    attributes.forEach(
        (name, value) ->
            text.append(';')
                .append(name)
                .append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"'));
    return text.toString();
  }
}
