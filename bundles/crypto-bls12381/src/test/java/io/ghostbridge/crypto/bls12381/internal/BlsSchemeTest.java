package io.ghostbridge.crypto.bls12381.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import io.ghostbridge.api.crypto.AggregateSignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.it.vectors.SignatureContract;
import io.ghostbridge.it.vectors.Wycheproof;
import io.ghostbridge.it.vectors.WycheproofCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlsSchemeTest {
  private static final Pairing BLST = BlsScheme.best();

  static Stream<Named<Pairing>> pairings() {
    return Stream.of(Named.of("blst", BLST), Named.of("bouncycastle", new BouncyCastlePairing()));
  }

  @ParameterizedTest
  @MethodSource("pairings")
  void everyWycheproofVerdictIsOurs(Pairing pairing) throws Exception {
    AggregateSignatureScheme basic = new BlsBasic(pairing);
    AggregateSignatureScheme possession = new BlsProofOfPossession(pairing);
    Wycheproof.run("bls_sig_g2_basic_verify_test.json", vector -> judge(basic, vector));
    Wycheproof.run("bls_sig_g2_pop_verify_test.json", vector -> judge(possession, vector));
    Wycheproof.run(
        "bls_sig_g2_aggregate_verify_test.json",
        vector -> {
          boolean valid =
              basic.verifyAggregate(
                  list(vector, "pubkeys"), list(vector, "messages"), vector.bytes("sig"));
          return valid == vector.isValid() ? "" : "verdict " + valid;
        });
  }

  private static String judge(AggregateSignatureScheme scheme, WycheproofCase vector) {
    boolean valid =
        scheme.verify(vector.bytesIn("publicKey", "pk"), vector.bytes("msg"), vector.bytes("sig"));
    return valid == vector.isValid() ? "" : "verdict " + valid;
  }

  private static List<Bytes> list(WycheproofCase vector, String name) {
    List<Bytes> list = new ArrayList<>();
    for (JsonElement element : vector.field(name).getAsJsonArray()) {
      list.add(Bytes.fromHex(element.getAsString()));
    }
    return list;
  }

  /** The hash alone; a signature by the scalar 1 is the hash itself. */
  @ParameterizedTest
  @MethodSource("pairings")
  void everyWycheproofHashIsOurs(Pairing pairing) throws Exception {
    byte[] one = new byte[32];
    one[31] = 1;
    Wycheproof.run(
        "bls_hash_to_g2_test.json",
        vector -> {
          byte[] tag = vector.text("dst").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
          byte[] hash = pairing.sign(one, vector.bytes("msg"), tag);
          boolean right = Arrays.equals(hash, vector.bytes("expected"));
          return right ? "" : "another point";
        });
  }

  @ParameterizedTest
  @MethodSource("pairings")
  void theSchemeKeepsTheContract(Pairing pairing) {
    SignatureContract.check(
        new BlsProofOfPossession(pairing), pairing.name().equals("blst") ? 400 : 8);
  }

  @Test
  void librariesVerifyEachOthersSignatures() {
    BlsProofOfPossession blst = new BlsProofOfPossession(BLST);
    BlsProofOfPossession bouncyCastle = new BlsProofOfPossession(new BouncyCastlePairing());
    assertThat(SignatureContract.disagreements(blst, bouncyCastle, 5)).isEmpty();
    assertThat(SignatureContract.disagreements(bouncyCastle, blst, 5)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pairings")
  void signaturesAddUpAndKeysProveTheirPossession(Pairing pairing) {
    BlsProofOfPossession scheme = new BlsProofOfPossession(pairing);
    List<Bytes> keys = new ArrayList<>();
    List<Bytes> messages = new ArrayList<>();
    List<Bytes> different = new ArrayList<>();
    List<Bytes> same = new ArrayList<>();
    byte[] common = {7};
    for (int i = 1; i <= 3; i++) {
      byte[] seed = new byte[32];
      seed[31] = (byte) i;
      try (SigningKey key = scheme.fromSeed(seed)) {
        keys.add(key.publicKey());
        messages.add(Bytes.wrap(new byte[] {(byte) i}));
        different.add(Bytes.wrap(key.sign(new byte[] {(byte) i})));
        same.add(Bytes.wrap(key.sign(common)));
        byte[] proof = scheme.provePossession(key);
        assertThat(scheme.verifyPossession(key.publicKey().toByteArray(), proof)).isTrue();
        assertThat(scheme.verifyPossession(keys.getFirst().toByteArray(), proof)).isEqualTo(i == 1);
        assertThat(
                scheme.verify(key.publicKey().toByteArray(), key.publicKey().toByteArray(), proof))
            .isFalse();
      }
    }
    byte[] sum = scheme.aggregate(different).orElseThrow().toByteArray();
    byte[] sameSum = scheme.aggregate(same).orElseThrow().toByteArray();
    assertThat(scheme.verifyAggregate(keys, messages, sum)).isTrue();
    assertThat(scheme.verifyAggregate(keys.reversed(), messages, sum)).isFalse();
    assertThat(scheme.verifyAggregate(keys.subList(0, 2), messages, sum)).isFalse();
    assertThat(scheme.verifySameMessage(keys, common, sameSum)).isTrue();
    assertThat(scheme.verifySameMessage(keys.subList(0, 2), common, sameSum)).isFalse();
    assertThat(scheme.verifyAggregate(List.of(), List.of(), sum)).isFalse();
    assertThat(scheme.verifySameMessage(List.of(), common, sameSum)).isFalse();
    assertThat(scheme.aggregate(List.of())).isEmpty();
    assertThat(scheme.aggregate(List.of(Bytes.wrap(new byte[96])))).isEmpty();
    BlsBasic basic = new BlsBasic(pairing);
    assertThat(
            basic.verifyAggregate(
                keys, List.of(messages.get(0), messages.get(0), messages.get(0)), sum))
        .isFalse();
    try (SigningKey foreign =
        basic.fromSeed(
            new byte[] {
              1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
              0, 0, 0
            })) {
      assertThatThrownBy(() -> scheme.provePossession(foreign))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> scheme.fromSeed(new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void afterCloseTheLibraryRefusesCalls() {
    BlsBasic scheme = new BlsBasic();
    SigningKey key = scheme.fromSeed(Arrays.copyOf(new byte[] {1}, 32));
    scheme.close();
    scheme.close();
    assertThatThrownBy(() -> key.sign(new byte[1])).isInstanceOf(IllegalStateException.class);
  }
}
