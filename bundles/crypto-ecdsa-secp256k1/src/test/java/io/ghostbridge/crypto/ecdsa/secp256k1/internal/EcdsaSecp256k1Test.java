package io.ghostbridge.crypto.ecdsa.secp256k1.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.RecoverableSigningKey;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.crypto.EcdsaDer;
import io.ghostbridge.crypto.libsecp256k1.internal.Library;
import io.ghostbridge.it.vectors.SignatureContract;
import io.ghostbridge.it.vectors.Wycheproof;
import io.ghostbridge.it.vectors.WycheproofCase;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EcdsaSecp256k1Test {
  private static final BigInteger HALF_OF_ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16)
          .shiftRight(1);

  static Stream<Named<SignatureScheme>> schemes() {
    return Stream.of(
        Named.of("bouncycastle", new EcdsaSecp256k1(null)),
        Named.of("libsecp256k1", new EcdsaSecp256k1(new Library())));
  }

  static Stream<Named<SignatureScheme>> derSchemes() {
    return Stream.of(
        Named.of("der bouncycastle", new EcdsaSecp256k1Der(null)),
        Named.of("der libsecp256k1", new EcdsaSecp256k1Der(new Library())));
  }

  @ParameterizedTest
  @MethodSource("derSchemes")
  void everyWycheproofVerdictOnDerIsOurs(SignatureScheme scheme) throws Exception {
    Wycheproof.run(
        "ecdsa_secp256k1_sha256_test.json",
        vector -> judge(scheme, vector, vector.isValid() && isLow(vector)));
    Wycheproof.run(
        "ecdsa_secp256k1_sha256_bitcoin_test.json",
        vector -> judge(scheme, vector, vector.isValid()));
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void everyWycheproofVerdictIsOurs(SignatureScheme scheme) throws Exception {
    Wycheproof.run(
        "ecdsa_secp256k1_sha256_p1363_test.json",
        vector ->
            judge(
                scheme,
                vector,
                vector.isValid()
                    && new BigInteger(1, Arrays.copyOfRange(vector.bytes("sig"), 32, 64))
                            .compareTo(HALF_OF_ORDER)
                        <= 0));
  }

  /** Whether s is the lower of the two that fit; ours are never the other (BIP-146). */
  private static boolean isLow(WycheproofCase vector) {
    return EcdsaDer.decode(vector.bytes("sig"), 32)
        .filter(
            signature ->
                new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)).compareTo(HALF_OF_ORDER)
                    <= 0)
        .isPresent();
  }

  private static String judge(SignatureScheme scheme, WycheproofCase vector, boolean expected) {
    boolean valid =
        scheme.verify(
            vector.bytesIn("publicKey", "uncompressed"), vector.bytes("msg"), vector.bytes("sig"));
    return valid == expected ? "" : "verdict " + valid;
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void thePublicKeyIsRecoveredFromASignatureOfADigest(SignatureScheme scheme) {
    EcdsaSecp256k1 ecdsa = (EcdsaSecp256k1) scheme;
    byte[] seed = new byte[32];
    for (int i = 1; i < 50; i++) {
      seed[31] = (byte) i;
      byte[] digest = new byte[32];
      digest[0] = (byte) i;
      try (RecoverableSigningKey key = ecdsa.fromSeed(seed)) {
        byte[] signature = key.signDigest(digest);
        assertThat(ecdsa.recover(digest, signature)).contains(key.publicKey());
        assertThat(
                ecdsa.verifyDigest(
                    key.publicKey().toByteArray(), digest, Arrays.copyOf(signature, 64)))
            .isTrue();
        signature[64] ^= 1;
        assertThat(ecdsa.recover(digest, signature)).isNotEqualTo(Optional.of(key.publicKey()));
        signature[64] = 4;
        assertThat(ecdsa.recover(digest, signature)).isEmpty();
        assertThat(ecdsa.recover(new byte[31], signature)).isEmpty();
        assertThat(ecdsa.recover(digest, new byte[65])).isEmpty();
        assertThat(ecdsa.recover(digest, new byte[64])).isEmpty();
      }
    }
  }

  /** Ethereum's account of the private key 1, signing Keccak-256 of the empty message. */
  @ParameterizedTest
  @MethodSource("schemes")
  void theKeyOfOneIsTheGenerator(SignatureScheme scheme) {
    byte[] one = new byte[32];
    one[31] = 1;
    Bytes key = scheme.fromSeed(one).publicKey();
    assertThat(key)
        .isEqualTo(
            Bytes.wrap(
                HexFormat.of()
                    .parseHex(
                        "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")));
  }

  @ParameterizedTest
  @MethodSource({"schemes", "derSchemes"})
  void theSchemeKeepsTheContract(SignatureScheme scheme) {
    SignatureContract.check(scheme, 64);
  }

  @Test
  void librariesVerifyEachOthersSignatures() {
    for (Named<SignatureScheme> one : schemes().toList()) {
      for (Named<SignatureScheme> other : schemes().toList()) {
        assertThat(SignatureContract.disagreements(one.getPayload(), other.getPayload(), 50))
            .isEmpty();
      }
    }
  }
}
