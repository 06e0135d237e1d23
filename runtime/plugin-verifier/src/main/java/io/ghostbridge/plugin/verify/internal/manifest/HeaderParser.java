package io.ghostbridge.plugin.verify.internal.manifest;

import io.ghostbridge.plugin.verify.HeaderClause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a header of clauses: {@code clause (',' clause)*}, {@code clause ::= path (';' path)* (';'
 * parameter)*} (OSGi Core 8, 1.3.2). At most 64 Ki characters, 1000 clauses, and 100 parts a
 * clause.
 */
public final class HeaderParser {
  private static final int MAX_CHARS = 64 << 10;
  private static final int MAX_CLAUSES = 1_000;
  private static final int MAX_PARTS = 100;

  private final String text;
  private int at;
  private boolean inList;

  private HeaderParser(String text) {
    this.text = text;
  }

  /** The clauses; none of an empty header. */
  public static List<HeaderClause> parse(String header) throws HeaderSyntaxException {
    if (header.length() > MAX_CHARS) {
      throw new HeaderSyntaxException(
          "it has " + header.length() + " characters, at most " + MAX_CHARS);
    }
    return new HeaderParser(header).clauses();
  }

  private List<HeaderClause> clauses() throws HeaderSyntaxException {
    List<HeaderClause> clauses = new ArrayList<>();
    skipBlanks();
    if (at == text.length()) {
      return List.of();
    }
    do {
      if (clauses.size() == MAX_CLAUSES) {
        throw wrong("there are more than " + MAX_CLAUSES + " clauses");
      }
      clauses.add(clause());
    } while (accept(','));
    if (at < text.length()) {
      throw wrong("expected ';' or ','");
    }
    return List.copyOf(clauses);
  }

  private HeaderClause clause() throws HeaderSyntaxException {
    List<String> paths = new ArrayList<>();
    Map<String, Object> attributes = new LinkedHashMap<>();
    Map<String, String> directives = new LinkedHashMap<>();
    int parts = 0;
    do {
      if (++parts > MAX_PARTS) {
        throw wrong("a clause has more than " + MAX_PARTS + " parts");
      }
      String name = value("a name");
      if (name.isEmpty()) {
        throw wrong("a name is empty");
      }
      if (accept(':')) {
        if (accept('=')) {
          putNew(directives, name, value("a value"));
        } else {
          String type = type();
          expect('=');
          inList = type.startsWith("List");
          String value = value("a value");
          inList = false;
          putNew(attributes, name, typed(type, value));
        }
      } else if (accept('=')) {
        putNew(attributes, name, value("a value"));
      } else if (attributes.isEmpty() && directives.isEmpty()) {
        paths.add(name);
      } else {
        throw wrong("'" + name + "' stands after an attribute or directive and is none");
      }
    } while (accept(';'));
    if (paths.isEmpty()) {
      throw wrong("a clause begins with an attribute or directive");
    }
    return new HeaderClause(paths, attributes, directives);
  }

  private <V> void putNew(Map<String, V> map, String name, V value) throws HeaderSyntaxException {
    if (map.put(name, value) != null) {
      throw wrong("'" + name + "' is given twice");
    }
  }

  /** {@code String}, {@code List<Version>} and the like. */
  private String type() {
    skipBlanks();
    int start = at;
    while (at < text.length() && (isToken(text.charAt(at)) || "<>".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return text.substring(start, at);
  }

  private Object typed(String type, String value) throws HeaderSyntaxException {
    try {
      return AttributeType.read(type, value);
    } catch (IllegalArgumentException e) {
      throw wrong("'" + value + "' is no " + type);
    }
  }

  /** A token or a string in quotes. */
  private String value(String what) throws HeaderSyntaxException {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == '"') {
      return quoted();
    }
    int start = at;
    while (at < text.length() && isToken(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw wrong("expected " + what);
    }
    String token = text.substring(start, at);
    skipBlanks();
    return token;
  }

  private String quoted() throws HeaderSyntaxException {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        skipBlanks();
        return value.toString();
      }
      if (c == '\\' && at + 1 < text.length()) {
        at++;
        char escaped = text.charAt(at);
        if (inList && escaped != '"') {
          // Elements of lists escape their commas in the same way.
          value.append('\\');
        }
        c = escaped;
      }
      if (Character.isISOControl(c)) {
        throw wrong("a string has a control character");
      }
      value.append(c);
    }
    throw wrong("a string has no closing quote");
  }

  private boolean accept(char c) {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) throws HeaderSyntaxException {
    if (!accept(c)) {
      throw wrong("expected '" + c + "'");
    }
  }

  private void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  /** Beyond the specification's tokens: what paths, wildcards and simple values have. */
  private static boolean isToken(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_-./$*+".indexOf(c) >= 0;
  }

  private HeaderSyntaxException wrong(String problem) {
    return new HeaderSyntaxException("at character " + (at + 1) + " " + problem);
  }
}
