package io.ghostbridge.crypto.ecdsa.secp256k1.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.api.crypto.RecoverableSigningKey;
import io.ghostbridge.crypto.libsecp256k1.internal.Library;
import io.ghostbridge.it.vectors.Mutations;
import io.ghostbridge.it.vectors.SignatureDecoding;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Public keys and signatures from outside, on every implementation. */
class EcdsaSecp256k1FuzzTest {
  private static final EcdsaSecp256k1 PURE = new EcdsaSecp256k1(null);
  private static final EcdsaSecp256k1 NATIVE = new EcdsaSecp256k1(new Library());
  private static final SignatureDecoding RAW_DECODING = new SignatureDecoding(PURE, NATIVE);

  private static final SignatureDecoding DER_DECODING =
      new SignatureDecoding(new EcdsaSecp256k1Der(null), new EcdsaSecp256k1Der(new Library()));

  static Stream<byte[]> rawSeeds() {
    return RAW_DECODING.seeds(200);
  }

  @FuzzTest
  @MethodSource("rawSeeds")
  void anyBytesAreTheSignatureThatWasMadeOrRefusedByAllAlike(byte[] data) {
    RAW_DECODING.check(data);
  }

  static Stream<byte[]> derSeeds() {
    return DER_DECODING.seeds(200);
  }

  @FuzzTest
  @MethodSource("derSeeds")
  void anyBytesAreTheSignatureThatWasMadeOrRefusedByAllAlikeInDer(byte[] data) {
    DER_DECODING.check(data);
  }

  @FuzzTest
  @MethodSource("recoverable")
  void anyBytesTellTheSamePublicKeyEverywhereOrNone(byte[] data) {
    assertThat(PURE.recover(new byte[32], data)).isEqualTo(NATIVE.recover(new byte[32], data));
  }

  static Stream<byte[]> recoverable() {
    byte[] seed = new byte[32];
    seed[0] = 1;
    try (RecoverableSigningKey key = PURE.fromSeed(seed)) {
      return Mutations.of(200, key.signDigest(new byte[32]));
    }
  }
}
