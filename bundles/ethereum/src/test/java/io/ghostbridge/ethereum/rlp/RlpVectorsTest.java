package io.ghostbridge.ethereum.rlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.it.vectors.VectorFiles;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cases of ethereum/tests, RLPTests. */
class RlpVectorsTest {
  @Test
  void everyValueIsEncodedAsEthereumDoesAndReadBack() throws IOException {
    List<String> failures = new ArrayList<>();
    JsonObject cases = cases("rlptest.json");
    for (String name : cases.keySet()) {
      JsonObject each = cases.getAsJsonObject(name);
      RlpItem item = item(each.get("in"));
      byte[] expected = bytes(each.get("out").getAsString());
      try {
        if (!Bytes.wrap(item.encode()).equals(Bytes.wrap(expected))) {
          failures.add(name + ": encoded to " + HexFormat.of().formatHex(item.encode()));
        }
        if (!RlpItem.decode(expected).equals(item)) {
          failures.add(name + ": decoded to " + RlpItem.decode(expected));
        }
      } catch (RlpException e) {
        failures.add(name + ": " + e);
      }
    }
    assertThat(failures).isEmpty();
    assertThat(cases.size()).isGreaterThan(25);
  }

  @Test
  void everyInvalidEncodingIsRefused() throws IOException {
    List<String> accepted = new ArrayList<>();
    JsonObject cases = cases("invalidRLPTest.json");
    for (String name : cases.keySet()) {
      try {
        RlpItem.decode(bytes(cases.getAsJsonObject(name).get("out").getAsString()));
        accepted.add(name);
      } catch (RlpException expected) {
        assertThat(expected).hasMessageStartingWith("offset ");
      }
    }
    assertThat(accepted).isEmpty();
    assertThat(cases.size()).isGreaterThan(20);
  }

  @Test
  void validRandomEncodingsAreReadAndWrittenAgain() throws IOException, RlpException {
    JsonObject cases = cases("RandomRLPTests/example.json");
    for (String name : cases.keySet()) {
      byte[] encoded = bytes(cases.getAsJsonObject(name).get("out").getAsString());
      assertThat(RlpItem.decode(encoded).encode()).isEqualTo(encoded);
    }
  }

  private static JsonObject cases(String file) throws IOException {
    return JsonParser.parseString(Files.readString(VectorFiles.find("ethereum-RLPTests/" + file)))
        .getAsJsonObject();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex);
  }

  private static RlpItem item(JsonElement value) {
    if (value.isJsonArray()) {
      return new RlpItem.Items(
          value.getAsJsonArray().asList().stream().map(RlpVectorsTest::item).toList());
    }
    if (value.getAsJsonPrimitive().isNumber()) {
      return number(value.getAsBigInteger());
    }
    String text = value.getAsString();
    return text.startsWith("#")
        ? number(new BigInteger(text.substring(1)))
        : new RlpItem.Text(Bytes.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static RlpItem number(BigInteger value) {
    byte[] signed = value.toByteArray();
    int from = signed[0] == 0 ? 1 : 0;
    return new RlpItem.Text(Bytes.wrap(java.util.Arrays.copyOfRange(signed, from, signed.length)));
  }
}
