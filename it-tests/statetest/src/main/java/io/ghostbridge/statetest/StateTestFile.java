package io.ghostbridge.statetest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds and reads the files. */
final class StateTestFile {
  private StateTestFile() {}

  /** All JSON files at and below {@code path}, in order. */
  static List<Path> find(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(file -> file.toString().endsWith(".json") && Files.isRegularFile(file))
          .sorted()
          .toList();
    }
  }

  /**
   * The cases of a file.
   *
   * @throws IOException if it cannot be read or is no state test
   */
  static List<StateTestCase> read(Path file, String shown) throws IOException {
    List<StateTestCase> cases = new ArrayList<>();
    try (Reader reader = Files.newBufferedReader(file)) {
      JsonObject tests = JsonParser.parseReader(reader).getAsJsonObject();
      for (Map.Entry<String, JsonElement> entry : tests.entrySet()) {
        JsonObject test = entry.getValue().getAsJsonObject();
        for (Map.Entry<String, JsonElement> fork : test.getAsJsonObject("post").entrySet()) {
          for (JsonElement element : fork.getValue().getAsJsonArray()) {
            JsonObject post = element.getAsJsonObject();
            JsonObject indexes = post.getAsJsonObject("indexes");
            cases.add(
                new StateTestCase(
                    shown,
                    entry.getKey(),
                    fork.getKey(),
                    indexes.get("data").getAsInt(),
                    indexes.get("gas").getAsInt(),
                    indexes.get("value").getAsInt(),
                    test,
                    post));
          }
        }
      }
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      throw new IOException(shown + " is no file of state tests: " + e.getMessage(), e);
    }
    return cases;
  }
}
