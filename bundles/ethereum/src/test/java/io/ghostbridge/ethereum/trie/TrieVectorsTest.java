package io.ghostbridge.ethereum.trie;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.it.vectors.VectorFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of ethereum/tests, TrieTests. */
class TrieVectorsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "trietest.json",
        "trieanyorder.json",
        "trietest_secureTrie.json",
        "trieanyorder_secureTrie.json",
        "hex_encoded_securetrie_test.json"
      })
  void everyRootIsEthereums(String file) throws IOException {
    boolean secure = file.toLowerCase(java.util.Locale.ROOT).contains("secure");
    JsonObject cases = cases(file);
    List<String> failures = new ArrayList<>();
    for (String name : cases.keySet()) {
      Hash expected = Hash.parse(cases.getAsJsonObject(name).get("root").getAsString());
      List<TrieChange> steps = steps(cases.getAsJsonObject(name).get("in"), secure);
      MemoryTrie trie = new MemoryTrie();
      steps.forEach(step -> trie.update(List.of(step)));
      Map<Bytes, Bytes> all = new HashMap<>();
      steps.forEach(
          step -> {
            if (step.value() == null) {
              all.remove(step.key());
            } else {
              all.put(step.key(), step.value());
            }
          });
      if (!trie.root().equals(expected)) {
        failures.add(name + ": one by one to " + trie.root());
      }
      if (!Trie.root(all).equals(expected)) {
        failures.add(name + ": all at once to " + Trie.root(all));
      }
    }
    assertThat(failures).isEmpty();
    assertThat(cases.size()).isPositive();
  }

  @Test
  void neighboursOfAKeyAreFound() throws IOException {
    JsonObject cases = cases("trietestnextprev.json");
    for (String name : cases.keySet()) {
      MemoryTrie trie = new MemoryTrie();
      for (JsonElement key : cases.getAsJsonObject(name).getAsJsonArray("in")) {
        trie.update(List.of(new TrieChange(text(key.getAsString()), text("value"))));
      }
      for (JsonElement element : cases.getAsJsonObject(name).getAsJsonArray("tests")) {
        JsonArray each = element.getAsJsonArray();
        Bytes key = text(each.get(0).getAsString());
        assertThat(trie.previous(key).orElse(Bytes.EMPTY))
            .as("%s: before %s", name, each)
            .isEqualTo(text(each.get(1).getAsString()));
        assertThat(trie.next(key).orElse(Bytes.EMPTY))
            .as("%s: after %s", name, each)
            .isEqualTo(text(each.get(2).getAsString()));
      }
    }
  }

  private static List<TrieChange> steps(JsonElement in, boolean secure) {
    List<TrieChange> steps = new ArrayList<>();
    if (in.isJsonArray()) {
      for (JsonElement step : in.getAsJsonArray()) {
        JsonElement value = step.getAsJsonArray().get(1);
        steps.add(step(step.getAsJsonArray().get(0).getAsString(), value, secure));
      }
    } else {
      in.getAsJsonObject()
          .entrySet()
          .forEach(e -> steps.add(step(e.getKey(), e.getValue(), secure)));
    }
    return steps;
  }

  private static TrieChange step(String key, JsonElement value, boolean secure) {
    Bytes plain = text(key);
    return new TrieChange(
        secure ? Keccak.hash(plain.unsafeArray()).bytes() : plain, valueOf(value));
  }

  private static @Nullable Bytes valueOf(JsonElement value) {
    return value.isJsonNull() ? null : text(value.getAsString());
  }

  private static Bytes text(String text) {
    return text.startsWith("0x")
        ? Bytes.fromHex(text.substring(2))
        : Bytes.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static JsonObject cases(String file) throws IOException {
    return JsonParser.parseString(Files.readString(VectorFiles.find("ethereum-TrieTests/" + file)))
        .getAsJsonObject();
  }
}
