package io.ghostbridge.secure.channel.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ghostbridge.api.crypto.AgreementKey;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.KeyAgreement;
import io.ghostbridge.secure.channel.ClassPathAlgorithms;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** RFC 9180's vectors, and the draft's for X-Wing: every value, all failures reported. */
class HpkeVectorsTest {
  private final CryptoAlgorithms algorithms;

  HpkeVectorsTest() throws Exception {
    algorithms = new ClassPathAlgorithms(HpkeVectorsTest.class.getClassLoader());
  }

  private static byte[] hex(JsonObject object, String name) {
    return HexFormat.of().parseHex(object.get(name).getAsString());
  }

  @Test
  void receiverAndSenderGiveWhatTheVectorsSay() throws Exception {
    List<String> failures = new ArrayList<>();
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(getClass().getResourceAsStream("hpke-vectors.json")),
            StandardCharsets.UTF_8)) {
      JsonArray vectors = JsonParser.parseReader(in).getAsJsonArray();
      assertThat(vectors).hasSizeGreaterThanOrEqualTo(2);
      for (JsonElement vector : vectors) {
        check(vector.getAsJsonObject(), failures);
      }
    }
    assertThat(failures).isEmpty();
  }

  private void check(JsonObject vector, List<String> failures) throws Exception {
    boolean xWing = vector.get("kem").getAsInt() == KemSuite.X_WING.hpkeId();
    KemSuite kem = xWing ? KemSuite.X_WING : KemSuite.X25519;
    Hpke receiver =
        new Hpke(
            new Primitives(algorithms, new GivenRandom(vector.get("skRm").getAsString())),
            kem,
            AeadSuite.CHACHA20_POLY1305);
    try (HpkeKem.Pair pair = receiver.generate();
        HpkeContext context = receiver.receive(pair, hex(vector, "enc"), hex(vector, "info"))) {
      same(failures, vector, "pkRm", hex(vector, "pkRm"), pair.publicKey());
      same(
          failures,
          vector,
          "shared_secret",
          hex(vector, "shared_secret"),
          pair.decapsulate(hex(vector, "enc")).toByteArray());
      openAll(vector, context, failures);
    }
    if (!xWing) {
      send(vector, kem, failures);
    }
  }

  private static void openAll(JsonObject vector, HpkeContext context, List<String> failures)
      throws Exception {
    int next = 0;
    for (JsonElement element : vector.getAsJsonArray("encryptions")) {
      JsonObject encryption = element.getAsJsonObject();
      if (encryption.get("sequence").getAsInt() != next) {
        // The RFC's text leaves out what lies between.
        break;
      }
      next++;
      same(
          failures,
          vector,
          "pt " + next,
          hex(encryption, "pt"),
          context.open(hex(encryption, "aad"), hex(encryption, "ct")));
    }
    assertThat(next).isGreaterThanOrEqualTo(3);
    for (JsonElement element : vector.getAsJsonArray("exports")) {
      JsonObject export = element.getAsJsonObject();
      same(
          failures,
          vector,
          "export",
          hex(export, "exported_value"),
          context
              .export(hex(export, "exporter_context"), export.get("L").getAsInt())
              .toByteArray());
    }
  }

  private void send(JsonObject vector, KemSuite kem, List<String> failures) throws Exception {
    Hpke sender =
        new Hpke(
            new Primitives(algorithms, new GivenRandom(vector.get("skEm").getAsString())),
            kem,
            AeadSuite.CHACHA20_POLY1305);
    try (HpkeContext context = sender.send(hex(vector, "pkRm"), hex(vector, "info"))) {
      same(failures, vector, "enc", hex(vector, "enc"), context.encapsulated());
      JsonObject first = vector.getAsJsonArray("encryptions").get(0).getAsJsonObject();
      same(
          failures,
          vector,
          "ct",
          hex(first, "ct"),
          context.seal(hex(first, "aad"), hex(first, "pt")));
    }
    try (AgreementKey key =
        algorithms
            .get(KeyAgreement.class, "x25519")
            .generate(new GivenRandom(vector.get("skEm").getAsString()))) {
      same(failures, vector, "pkEm", hex(vector, "pkEm"), key.publicKey().toByteArray());
    }
  }

  private static void same(
      List<String> failures, JsonObject vector, String what, byte[] expected, byte[] actual) {
    String want = HexFormat.of().formatHex(expected);
    String got = HexFormat.of().formatHex(actual);
    if (!want.equals(got)) {
      failures.add(
          vector.get("source").getAsString() + " " + what + ": " + got + ", expected " + want);
    }
  }
}
