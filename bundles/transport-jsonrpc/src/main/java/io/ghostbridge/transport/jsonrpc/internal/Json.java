package io.ghostbridge.transport.jsonrpc.internal;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON (RFC 8259) as the values that {@code io.ghostbridge.api.jsonrpc} speaks of. */
final class Json {
  /** How deep arrays and objects may be nested. */
  static final int MAXIMUM_DEPTH = 64;

  private static final int LONGEST_NUMBER = 64;

  private Json() {}

  /** A number as it was written: a request's id is answered just so. */
  record Literal(String text) {}

  /**
   * Parses exactly one value.
   *
   * @throws IOException if {@code text} is no JSON, is nested too deep, or an object has a name
   *     twice
   */
  static @Nullable Object parse(String text) throws IOException {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    reader.setNestingLimit(MAXIMUM_DEPTH);
    try {
      Object value = read(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new MalformedJsonException("more than one value");
      }
      return value;
    } catch (IllegalStateException | NumberFormatException e) {
      throw new MalformedJsonException(e.getMessage(), e);
    }
  }

  private static @Nullable Object read(JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case BEGIN_ARRAY -> array(reader);
      case BEGIN_OBJECT -> object(reader);
      case STRING -> reader.nextString();
      case NUMBER -> new Literal(number(reader.nextString()));
      case BOOLEAN -> reader.nextBoolean();
      case NULL -> {
        reader.nextNull();
        yield null;
      }
      default -> throw new MalformedJsonException("a value was expected");
    };
  }

  private static List<@Nullable Object> array(JsonReader reader) throws IOException {
    List<@Nullable Object> items = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      items.add(read(reader));
    }
    reader.endArray();
    return items;
  }

  private static Map<String, @Nullable Object> object(JsonReader reader) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (members.containsKey(name)) {
        throw new MalformedJsonException("an object has the name '" + clip(name) + "' twice");
      }
      members.put(name, read(reader));
    }
    reader.endObject();
    return members;
  }

  private static String clip(String text) {
    return text.length() <= LONGEST_NUMBER ? text : text.substring(0, LONGEST_NUMBER) + "…";
  }

  private static String number(String literal) throws IOException {
    if (literal.length() > LONGEST_NUMBER) {
      throw new MalformedJsonException(
          "a number has at most " + LONGEST_NUMBER + " characters, not " + literal.length());
    }
    if (Double.isInfinite(Double.parseDouble(literal))) {
      throw new MalformedJsonException("a number is beyond what a double holds: " + literal);
    }
    return literal;
  }

  /** {@code parsed} with longs and doubles for its numbers. */
  static @Nullable Object plain(@Nullable Object parsed) {
    return switch (parsed) {
      case Literal literal -> number(literal);
      case List<?> list -> {
        List<@Nullable Object> items = new ArrayList<>(list.size());
        list.forEach(item -> items.add(plain(item)));
        yield items;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        map.forEach((name, value) -> members.put((String) name, plain(value)));
        yield members;
      }
      case null, default -> parsed;
    };
  }

  private static Object number(Literal literal) {
    try {
      return Long.valueOf(literal.text());
    } catch (NumberFormatException e) {
      // A fraction, an exponent, or beyond a long.
      return Double.valueOf(literal.text());
    }
  }

  /**
   * Writes a value.
   *
   * @throws IllegalArgumentException if it is none
   */
  static void write(JsonWriter out, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> out.nullValue();
      case String text -> out.value(text);
      case Literal literal -> out.jsonValue(literal.text());
      case Long number -> out.value(number.longValue());
      case Double number -> out.value(number.doubleValue());
      case Boolean flag -> out.value(flag.booleanValue());
      case List<?> list -> {
        out.beginArray();
        for (Object item : list) {
          write(out, item);
        }
        out.endArray();
      }
      case Map<?, ?> map -> {
        out.beginObject();
        for (Map.Entry<?, ?> member : map.entrySet()) {
          out.name((String) member.getKey());
          write(out, member.getValue());
        }
        out.endObject();
      }
      default ->
          throw new IllegalArgumentException(
              "a JSON value is a map, a list, a string, a long, a double, a boolean or null, not "
                  + value.getClass().getName());
    }
  }
}
