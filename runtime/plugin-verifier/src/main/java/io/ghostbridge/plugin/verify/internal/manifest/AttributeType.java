package io.ghostbridge.plugin.verify.internal.manifest;

import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Version;

/** The types of a capability's attributes (OSGi Core 8, 3.3.6). */
final class AttributeType {
  private static final String LIST = "List";

  private AttributeType() {}

  /**
   * @throws IllegalArgumentException if there is no such type, or {@code value} is none of it
   */
  static Object read(String type, String value) {
    if (!type.startsWith(LIST)) {
      return scalar(type, value);
    }
    String element = "String";
    if (type.length() > LIST.length()) {
      if (type.charAt(LIST.length()) != '<' || !type.endsWith(">")) {
        throw new IllegalArgumentException(type);
      }
      element = type.substring(LIST.length() + 1, type.length() - 1);
    }
    List<Object> list = new ArrayList<>();
    for (String part : split(value)) {
      list.add(scalar(element, part));
    }
    return List.copyOf(list);
  }

  private static Object scalar(String type, String value) {
    return switch (type) {
      case "String" -> value;
      case "Long" -> Long.valueOf(value.strip());
      case "Double" -> Double.valueOf(value.strip());
      case "Version" -> new Version(value.strip());
      default -> throw new IllegalArgumentException(type);
    };
  }

  /** At commas that no backslash precedes. */
  private static List<String> split(String value) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ',') {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        if (c == '\\' && i + 1 < value.length()) {
          c = value.charAt(++i);
        }
        part.append(c);
      }
    }
    parts.add(part.toString().strip());
    return parts;
  }
}
