package io.ghostbridge.zcrypto.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.zcrypto.ZCryptoException;
import io.ghostbridge.it.vectors.Mutations;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes an operation is given, it has a result or the error of its table. */
class ZCryptoFuzzTest {
  private static final ZCryptoService ZCRYPTO = new ZCryptoService(new TestAlgorithms());
  private static final byte[] MESSAGE = {1, 2, 3};

  private static SecretBytes key(int length) {
    byte[] key = new byte[length];
    Arrays.fill(key, (byte) 0x2b);
    return SecretBytes.wrap(key);
  }

  /** What takes bytes of the outside. */
  @FunctionalInterface
  private interface Operation {
    void take(byte[] data) throws ZCryptoException;
  }

  private static final List<Operation> DECODERS =
      List.of(
          data -> assertThat(ZCRYPTO.aes256GcmDecrypt(data, key(32))).isEqualTo(MESSAGE),
          data -> assertThat(ZCRYPTO.chaCha20Poly1305Decrypt(data, key(32))).isEqualTo(MESSAGE),
          data ->
              assertThat(ZCRYPTO.ed25519FromBytes(secret(data)).publicKey().size()).isEqualTo(32),
          data -> ZCRYPTO.ed25519Verify(MESSAGE, new byte[64], data),
          data -> ZCRYPTO.ed25519Verify(MESSAGE, data, new byte[32]),
          data ->
              assertThat(ZCRYPTO.x25519FromBytes(secret(data)).publicKey().size()).isEqualTo(32),
          data -> assertThat(ZCRYPTO.x25519Dh(key(32), data).size()).isEqualTo(32),
          data -> assertThat(ZCRYPTO.secp256r1PublicKey(secret(data)).size()).isEqualTo(33),
          data -> assertThat(ZCRYPTO.secp256r1Ecdh(key(32), data).size()).isEqualTo(32),
          data -> assertThat(ZCRYPTO.secp384r1PublicKey(secret(data)).size()).isEqualTo(49),
          data -> assertThat(ZCRYPTO.secp384r1Ecdh(key(48), data).size()).isEqualTo(48),
          data -> assertThat(ZCRYPTO.mnemonicToSeed(secret(data), key(3)).size()).isEqualTo(64),
          data -> assertThat(ZCRYPTO.bip32Master(secret(data)).publicKey().size()).isEqualTo(33),
          data ->
              assertThat(
                      ZCRYPTO.bip32Derive(key(16), new String(data, ISO_8859_1)).publicKey().size())
                  .isEqualTo(33));

  private static SecretBytes secret(byte[] data) {
    return SecretBytes.copyOf(data);
  }

  static Stream<byte[]> seeds() throws ZCryptoException {
    return Mutations.of(
        40,
        ZCRYPTO.aes256GcmEncrypt(MESSAGE, key(32)),
        ZCRYPTO.chaCha20Poly1305Encrypt(MESSAGE, key(32)),
        ZCRYPTO.ed25519Generate().privateKey().toByteArray(),
        ZCRYPTO.x25519PublicKey(key(32)).toByteArray(),
        ZCRYPTO.secp256r1PublicKey(key(32)).toByteArray(),
        ZCRYPTO.secp384r1PublicKey(key(48)).toByteArray(),
        ZCRYPTO.bip39Generate(12).toByteArray(),
        "m/44'/60'/0'/0/0".getBytes(ISO_8859_1));
  }

  @FuzzTest
  @MethodSource("seeds")
  void anyBytesHaveAResultOrTheDeclaredError(byte[] data) {
    for (Operation operation : DECODERS) {
      try {
        operation.take(data);
      } catch (ZCryptoException e) {
        assertThat(e.error()).isNotNull();
      }
    }
  }
}
