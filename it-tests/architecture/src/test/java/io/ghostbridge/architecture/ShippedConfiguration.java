package io.ghostbridge.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of {@code config/}, as an operator reads it. */
final class ShippedConfiguration {
  private static final Pattern SETTING = Pattern.compile("(#\\s*)?([A-Za-z][A-Za-z0-9]*) ?=(.*)");

  private ShippedConfiguration() {}

  /**
   * What is wrong with {@code lines} for a component that has {@code defaults}: every key of the
   * component is there (one without a default may be commented out), no other is, its value is the
   * default, and the comment above it tells that default. One comment may tell of several keys.
   */
  static List<String> violations(String file, List<String> lines, Map<String, String> defaults) {
    List<String> found = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    StringBuilder comment = new StringBuilder();
    for (String line : lines) {
      Matcher setting = SETTING.matcher(line.strip());
      if (setting.matches()
          && (setting.group(1) == null || defaults.containsKey(setting.group(2)))) {
        String key = setting.group(2);
        seen.add(key);
        check(file, key, setting.group(3).strip(), comment.toString(), defaults, found);
      } else if (line.startsWith("#")) {
        comment.append(line.substring(1)).append('\n');
      } else if (line.isBlank()) {
        comment.setLength(0);
      }
    }
    defaults.keySet().stream()
        .filter(key -> !seen.contains(key))
        .forEach(key -> found.add(file + " does not mention '" + key + "'"));
    return found;
  }

  private static void check(
      String file,
      String key,
      String value,
      String comment,
      Map<String, String> defaults,
      List<String> found) {
    String standard = defaults.get(key);
    if (standard == null) {
      found.add(file + " sets '" + key + "', which the component does not know");
      return;
    }
    if (!value.equals(standard)) {
      found.add(file + " ships " + key + " = " + value + ", the default is '" + standard + "'");
    }
    if (!comment.toLowerCase(Locale.ROOT).contains("default")) {
      found.add(file + " does not tell the default of '" + key + "' in the comment above it");
    } else if (!comment.replace(",", "").contains(standard.replace(",", ""))) {
      found.add(file + " tells another default of '" + key + "' than " + standard);
    }
  }
}
