package io.ghostbridge.bench.report;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Writes maps, lists, strings, numbers and booleans as JSON (RFC 8259). */
public final class Json {
  private final StringBuilder text = new StringBuilder();

  private Json() {}

  /**
   * @throws IllegalArgumentException if there is anything else in {@code value}, or a number that
   *     is not finite
   */
  public static String write(Object value) {
    Json json = new Json();
    json.value(value);
    return json.text.append('\n').toString();
  }

  private void value(Object value) {
    switch (value) {
      case String string -> string(string);
      case Double number -> number(number);
      case Long number -> text.append(number);
      case Integer number -> text.append(number);
      case Boolean bool -> text.append(bool);
      case List<?> list -> items(list, '[', ']', this::element);
      case Map<?, ?> map -> items(List.copyOf(map.entrySet()), '{', '}', this::member);
      default -> throw new IllegalArgumentException("no JSON for a " + value.getClass());
    }
  }

  private void element(Object item) {
    value(item);
  }

  private void member(Object item) {
    Map.Entry<?, ?> entry = (Map.Entry<?, ?>) item;
    string((String) entry.getKey());
    text.append(": ");
    value(entry.getValue());
  }

  private void items(List<?> items, char open, char close, Consumer<Object> writer) {
    text.append(open);
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        text.append(", ");
      }
      writer.accept(items.get(i));
    }
    text.append(close);
  }

  private void number(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("no JSON for " + number);
    }
    text.append(Math.round(number * 1000) / 1000.0);
  }

  private void string(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < 0x20) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
