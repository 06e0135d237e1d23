package io.ghostbridge.launcher.config;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.felix.metatype.AD;
import org.jspecify.annotations.Nullable;
import org.osgi.service.metatype.AttributeDefinition;

/** Converts what is written for one attribute, and says what may be written. */
record AttributeValue(AD attribute) {
  /**
   * The value with the attribute's type (an array where it takes several, separated by commas), or
   * null if it is not allowed.
   */
  @Nullable Object convert(String text) {
    if (attribute.getCardinality() == 0) {
      return scalar(text);
    }
    List<Object> values = new ArrayList<>();
    if (!text.isBlank()) {
      for (String part : AD.splitList(text)) {
        Object value = scalar(part.strip());
        if (value == null) {
          return null;
        }
        values.add(value);
      }
    }
    int most = Math.abs(attribute.getCardinality());
    if (values.size() > most) {
      return null;
    }
    Object array = Array.newInstance(type(), values.size());
    for (int i = 0; i < values.size(); i++) {
      Array.set(array, i, values.get(i));
    }
    return array;
  }

  private @Nullable Object scalar(String text) {
    Object value = parse(text);
    if (value == null || !bounded()) {
      return value;
    }
    // The library knows options and ranges; "" is its word for a value that is right.
    return Objects.requireNonNullElse(attribute.validate(text), "").isEmpty() ? value : null;
  }

  private boolean bounded() {
    return attribute.getMin() != null
        || attribute.getMax() != null
        || attribute.getOptionValues() != null;
  }

  private @Nullable Object parse(String text) {
    try {
      return switch (attribute.getType()) {
        case AttributeDefinition.INTEGER -> Integer.valueOf(text);
        case AttributeDefinition.LONG -> Long.valueOf(text);
        case AttributeDefinition.DOUBLE -> Double.valueOf(text);
        case AttributeDefinition.FLOAT -> Float.valueOf(text);
        case AttributeDefinition.SHORT -> Short.valueOf(text);
        case AttributeDefinition.BYTE -> Byte.valueOf(text);
        case AttributeDefinition.CHARACTER -> text.length() == 1 ? text.charAt(0) : null;
        // Boolean.valueOf takes every typing error for false.
        case AttributeDefinition.BOOLEAN ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> null;
            };
        default -> text;
      };
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private Class<?> type() {
    return switch (attribute.getType()) {
      case AttributeDefinition.INTEGER -> Integer.class;
      case AttributeDefinition.LONG -> Long.class;
      case AttributeDefinition.DOUBLE -> Double.class;
      case AttributeDefinition.FLOAT -> Float.class;
      case AttributeDefinition.SHORT -> Short.class;
      case AttributeDefinition.BYTE -> Byte.class;
      case AttributeDefinition.CHARACTER -> Character.class;
      case AttributeDefinition.BOOLEAN -> Boolean.class;
      default -> String.class;
    };
  }

  /** What may be written, such as {@code an integer, 1 to 65535}. */
  String allowed() {
    StringBuilder text = new StringBuilder();
    String[] options = attribute.getOptionValues();
    if (options != null && options.length > 0) {
      text.append("one of ").append(String.join(", ", options));
    } else {
      text.append(
          switch (attribute.getType()) {
            case AttributeDefinition.INTEGER,
                AttributeDefinition.LONG,
                AttributeDefinition.SHORT,
                AttributeDefinition.BYTE ->
                "a whole number";
            case AttributeDefinition.DOUBLE, AttributeDefinition.FLOAT -> "a number";
            case AttributeDefinition.BOOLEAN -> "true or false";
            case AttributeDefinition.CHARACTER -> "one character";
            default -> "text";
          });
      String unit = attribute.getType() == AttributeDefinition.STRING ? " characters" : "";
      if (attribute.getMin() != null) {
        text.append(", at least ").append(attribute.getMin()).append(unit);
      }
      if (attribute.getMax() != null) {
        text.append(", at most ").append(attribute.getMax()).append(unit);
      }
    }
    int most = Math.abs(attribute.getCardinality());
    if (most > 0) {
      text.append(most == Integer.MAX_VALUE ? "; several" : "; up to " + most);
      text.append(", separated by commas");
    }
    return text.toString();
  }
}
