package io.ghostbridge.api.plugin;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the clauses {@code kind;name=value;name="value", kind;...}. */
final class CapabilityParser {
  private static final int MAX_NAME_LENGTH = 64;

  private final CharBuffer text;

  CapabilityParser(String text) {
    if (text.length() > PluginCapability.MAX_HEADER_LENGTH) {
      throw new IllegalArgumentException(
          "the list of capabilities has "
              + text.length()
              + " characters; at most "
              + PluginCapability.MAX_HEADER_LENGTH
              + " are allowed");
    }
    this.text = CharBuffer.wrap(text);
  }

  List<PluginCapability> parse() {
    Set<PluginCapability> clauses = new LinkedHashSet<>();
    skipBlanks();
    if (!text.hasRemaining()) {
      return List.of();
    }
    int count = 0;
    do {
      if (++count > PluginCapability.MAX_CLAUSES) {
        throw wrong("more than " + PluginCapability.MAX_CLAUSES + " capabilities");
      }
      clauses.add(clause());
    } while (accept(','));
    if (text.hasRemaining()) {
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
    StringBuilder read = new StringBuilder();
    while (text.hasRemaining() && isNameCharacter(text.charAt(0))) {
      read.append(text.get());
    }
    String name = read.toString();
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
    if (accept('"')) {
      value = quoted();
    } else {
      StringBuilder read = new StringBuilder();
      while (text.hasRemaining() && ",;\"=".indexOf(text.charAt(0)) < 0) {
        read.append(text.get());
      }
      value = read.toString().strip();
    }
    skipBlanks();
    checkValue(value);
    return value;
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    while (text.hasRemaining()) {
      char c = text.get();
      if (c == '"') {
        return value.toString();
      }
      value.append(c == '\\' && text.hasRemaining() ? text.get() : c);
    }
    throw wrong("a quote is not closed");
  }

  private boolean accept(char c) {
    if (text.hasRemaining() && text.charAt(0) == c) {
      text.position(text.position() + 1);
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (accept(' ') || accept('\t')) {
      // Blanks mean nothing.
    }
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        "the list of capabilities is wrong at character " + (text.position() + 1) + ": " + what);
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
