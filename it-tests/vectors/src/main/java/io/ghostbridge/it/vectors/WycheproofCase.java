package io.ghostbridge.it.vectors;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HexFormat;
import java.util.List;

/**
 * One case of Wycheproof.
 *
 * @param group what it has in common with others, such as key sizes
 * @param test the case itself
 */
public record WycheproofCase(JsonObject group, JsonObject test) {
  /** Whether the case must be accepted ({@code valid}). */
  public boolean isValid() {
    return text("result").equals("valid");
  }

  /** Whether the case must be refused ({@code invalid}); neither is left to the implementation. */
  public boolean isInvalid() {
    return text("result").equals("invalid");
  }

  /** Whether the case, or else its group, has a field of this name. */
  public boolean has(String name) {
    return test.has(name) || group.has(name);
  }

  /** The field in hexadecimal, of the case or else of its group. */
  public byte[] bytes(String name) {
    return HexFormat.of().parseHex(text(name));
  }

  /** The field in hexadecimal inside an object, such as {@code pk} in {@code publicKey}. */
  public byte[] bytesIn(String object, String name) {
    return HexFormat.of().parseHex(field(object).getAsJsonObject().get(name).getAsString());
  }

  /** The field as a number. */
  public int number(String name) {
    return field(name).getAsInt();
  }

  /** The field as text. */
  public String text(String name) {
    return field(name).getAsString();
  }

  /** The field itself. */
  public JsonElement field(String name) {
    JsonElement field = test.has(name) ? test.get(name) : group.get(name);
    if (field == null) {
      throw new IllegalArgumentException(this + " has no field " + name);
    }
    return field;
  }

  /** The case's flags. */
  public List<String> flags() {
    return test.has("flags")
        ? test.getAsJsonArray("flags").asList().stream().map(JsonElement::getAsString).toList()
        : List.of();
  }

  @Override
  public String toString() {
    String comment = test.has("comment") ? " " + test.get("comment").getAsString() : "";
    return "tcId " + test.get("tcId").getAsInt() + comment + " " + flags();
  }
}
