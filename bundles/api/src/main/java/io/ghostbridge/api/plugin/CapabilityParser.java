package io.ghostbridge.api.plugin;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the clauses {@code kind;name=value;name="value", kind;...}. */
final class CapabilityParser {
  private static final int MAX_NAME_LENGTH = 64;

  private final String text;
  private int at;

  CapabilityParser(String text) {
    if (text.length() > PluginCapability.MAX_HEADER_LENGTH) {
      throw new IllegalArgumentException(
          "the list of capabilities has "
              + text.length()
              + " characters; at most "
              + PluginCapability.MAX_HEADER_LENGTH
              + " are allowed");
    }
    this.text = text;
  }

  List<PluginCapability> parse() {
    Set<PluginCapability> clauses = new LinkedHashSet<>();
    skipBlanks();
    if (at == text.length()) {
      return List.of();
    }
    int count = 0;
    do {
      if (++count > PluginCapability.MAX_CLAUSES) {
        throw wrong("more than " + PluginCapability.MAX_CLAUSES + " capabilities");
      }
      clauses.add(clause());
    } while (accept(','));
    if (at < text.length()) {
      throw wrong("expected ';' or ','");
    }
    return List.copyOf(new ArrayList<>(clauses));
  }

  private PluginCapability clause() {
    String kind = name();
    SortedMap<String, String> attributes = new TreeMap<>();
    while (accept(';')) {
      String name = name();
      if (!accept('=')) {
        throw wrong("expected '=' after '" + name + "'");
      }
      if (attributes.put(name, value()) != null) {
        throw wrong("'" + name + "' is given twice");
      }
    }
    return new PluginCapability(kind, attributes);
  }

  private String name() {
    skipBlanks();
    int start = at;
    while (at < text.length() && isNameCharacter(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at);
    if (name.isEmpty()) {
      throw wrong("expected a name");
    }
    checkName(name);
    skipBlanks();
    return name;
  }

  private String value() {
    skipBlanks();
    String value;
    if (at < text.length() && text.charAt(at) == '"') {
      value = quoted();
    } else {
      int start = at;
      while (at < text.length() && ",;\"=".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      value = text.substring(start, at).strip();
    }
    skipBlanks();
    checkValue(value);
    return value;
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c == '\\' && at + 1 < text.length()) {
        c = text.charAt(++at);
      }
      value.append(c);
    }
    throw wrong("a quote is not closed");
  }

  private boolean accept(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        "the list of capabilities is wrong at character " + (at + 1) + ": " + what);
  }

  static void checkName(String name) {
    if (name.isEmpty()
        || name.length() > MAX_NAME_LENGTH
        || !name.chars().allMatch(c -> isNameCharacter((char) c))) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' is no name of a capability: expected 1 to "
              + MAX_NAME_LENGTH
              + " letters, digits, '.', '_' or '-'");
    }
  }

  static void checkValue(String value) {
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a capability's value holds a control character");
    }
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }
}
