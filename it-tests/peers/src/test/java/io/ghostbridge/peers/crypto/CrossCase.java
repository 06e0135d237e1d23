package io.ghostbridge.peers.crypto;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** One line of what is told to the other side, or by it: what an algorithm made of inputs. */
record CrossCase(String algorithm, List<byte[]> inputs, List<byte[]> outputs) {
  static CrossCase of(String algorithm, List<byte[]> inputs, byte[]... outputs) {
    return new CrossCase(algorithm, inputs, Arrays.asList(outputs));
  }

  byte[] input(int index) {
    return inputs.get(index);
  }

  byte[] output(int index) {
    return outputs.get(index);
  }

  String toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("a", algorithm);
    json.add("i", array(inputs));
    json.add("o", array(outputs));
    return json.toString();
  }

  static CrossCase parse(String line) {
    JsonObject json = JsonParser.parseString(line).getAsJsonObject();
    return new CrossCase(
        json.get("a").getAsString(),
        list(json.getAsJsonArray("i")),
        list(json.getAsJsonArray("o")));
  }

  private static JsonArray array(List<byte[]> values) {
    JsonArray array = new JsonArray();
    values.forEach(value -> array.add(HexFormat.of().formatHex(value)));
    return array;
  }

  private static List<byte[]> list(JsonArray array) {
    List<byte[]> values = new ArrayList<>();
    for (JsonElement element : array) {
      values.add(HexFormat.of().parseHex(element.getAsString()));
    }
    return values;
  }
}
