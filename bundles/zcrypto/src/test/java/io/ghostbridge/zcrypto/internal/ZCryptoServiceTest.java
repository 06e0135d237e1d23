package io.ghostbridge.zcrypto.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.AlgorithmNotAvailableException;
import io.ghostbridge.api.crypto.DerivedKey;
import io.ghostbridge.api.crypto.KeyPath;
import io.ghostbridge.api.crypto.RecoverableSignatureScheme;
import io.ghostbridge.api.crypto.RecoverableSigningKey;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.zcrypto.ZCryptoError;
import io.ghostbridge.api.zcrypto.ZCryptoException;
import io.ghostbridge.api.zcrypto.ZKeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ZCryptoServiceTest {
  private static final HexFormat HEX = HexFormat.of();

  private final TestAlgorithms algorithms = new TestAlgorithms();
  private final ZCryptoService zcrypto = new ZCryptoService(algorithms);

  @Test
  void digestsAreThoseOfTheirStandards() throws Exception {
    byte[] abc = "abc".getBytes(UTF_8);
    assertThat(HEX.formatHex(zcrypto.sha256(abc)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(zcrypto.sha512(abc)).hasSize(64);
    assertThat(HEX.formatHex(zcrypto.blake2b(abc))).startsWith("ba80a53f981c4d0d6a2797b69f12f6e9");
    byte[] target = new byte[40];
    zcrypto.hashInPlace(abc, target, 8);
    assertThat(Arrays.copyOfRange(target, 8, 40)).isEqualTo(zcrypto.sha256(abc));
    assertThat(zcrypto.hashBatch(List.of(Bytes.wrap(abc), Bytes.EMPTY)))
        .containsExactly(Bytes.wrap(zcrypto.sha256(abc)), Bytes.wrap(zcrypto.sha256(new byte[0])));
    refuses(ZCryptoError.INVALID_INPUT, () -> zcrypto.hashInPlace(abc, target, 9));
    refuses(ZCryptoError.INVALID_INPUT, () -> zcrypto.hashInPlace(abc, target, -1));
  }

  @Test
  void macsAndDerivedKeysAreThoseOfTheirStandards() throws Exception {
    // RFC 4231, section 4.3 (test case 2).
    byte[] message = "what do ya want for nothing?".getBytes(UTF_8);
    assertThat(HEX.formatHex(zcrypto.hmacSha256(message, secret("Jefe"))))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    assertThat(HEX.formatHex(zcrypto.hmacSha512(message, secret("Jefe"))))
        .startsWith("164b7a7bfcf819e2e395fbe73b56e0a3");
    refuses(ZCryptoError.INVALID_HMAC_KEY, () -> zcrypto.hmacSha256(message, secret("")));
    refuses(ZCryptoError.INVALID_HMAC_KEY, () -> zcrypto.hmacSha512(message, secret("")));
    assertThat(zcrypto.hkdfSha256(secret("x"), new byte[0], new byte[0], 8160).size())
        .isEqualTo(8160);
    assertThat(zcrypto.hkdfSha512(secret("x"), new byte[3], new byte[3], 64).size()).isEqualTo(64);
    refuses(
        ZCryptoError.INVALID_INPUT,
        () -> zcrypto.hkdfSha256(secret("x"), new byte[0], new byte[0], 8161));
    refuses(
        ZCryptoError.INVALID_INPUT,
        () -> zcrypto.hkdfSha512(secret("x"), new byte[0], new byte[0], 0));
    // RFC 7914, section 11.
    assertThat(
            HEX.formatHex(
                zcrypto
                    .pbkdf2Sha256(secret("passwd"), "salt".getBytes(UTF_8), 1, 64)
                    .toByteArray()))
        .startsWith("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
    refuses(
        ZCryptoError.INVALID_INPUT, () -> zcrypto.pbkdf2Sha256(secret("x"), new byte[8], 0, 32));
    assertThat(zcrypto.randomBytes(32)).isNotEqualTo(zcrypto.randomBytes(32));
    assertThat(zcrypto.randomBytes(0)).isEmpty();
    refuses(ZCryptoError.INVALID_INPUT, () -> zcrypto.randomBytes(-1));
  }

  @Test
  void boxesHaveZcryptosLayoutAndErrors() throws Exception {
    SecretBytes key = SecretBytes.wrap(new byte[32]);
    SecretBytes wrong = SecretBytes.wrap(new byte[31]);
    byte[] plaintext = "hello".getBytes(UTF_8);
    byte[] gcm = zcrypto.aes256GcmEncrypt(plaintext, key);
    byte[] chaCha = zcrypto.chaCha20Poly1305Encrypt(plaintext, key);
    assertThat(gcm).hasSize(12 + 5 + 16);
    assertThat(Arrays.copyOf(gcm, 12))
        .isNotEqualTo(Arrays.copyOf(zcrypto.aes256GcmEncrypt(plaintext, key), 12));
    assertThat(zcrypto.aes256GcmDecrypt(gcm, key)).isEqualTo(plaintext);
    assertThat(zcrypto.chaCha20Poly1305Decrypt(chaCha, key)).isEqualTo(plaintext);
    refuses(ZCryptoError.DECRYPTION_FAILED, () -> zcrypto.chaCha20Poly1305Decrypt(gcm, key));
    gcm[20] ^= 1;
    refuses(ZCryptoError.DECRYPTION_FAILED, () -> zcrypto.aes256GcmDecrypt(gcm, key));
    refuses(ZCryptoError.INVALID_KEY_SIZE, () -> zcrypto.aes256GcmEncrypt(plaintext, wrong));
    refuses(ZCryptoError.INVALID_KEY_SIZE, () -> zcrypto.chaCha20Poly1305Decrypt(gcm, wrong));
    refuses(ZCryptoError.INVALID_NONCE_SIZE, () -> zcrypto.aes256GcmDecrypt(new byte[11], key));
    refuses(
        ZCryptoError.INVALID_TAG_SIZE, () -> zcrypto.chaCha20Poly1305Decrypt(new byte[27], key));
  }

  /** RFC 8032, section 7.1, test 1. */
  @Test
  void ed25519KeysAreSeedAndPublicKey() throws Exception {
    byte[] whole =
        HEX.parseHex(
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    SecretBytes privateKey = SecretBytes.copyOf(whole);
    ZKeyPair pair = zcrypto.ed25519FromBytes(privateKey);
    assertThat(pair.publicKey()).isEqualTo(zcrypto.ed25519PublicKey(privateKey));
    byte[] signature = zcrypto.ed25519Sign(new byte[0], privateKey);
    assertThat(HEX.formatHex(signature)).startsWith("e5564300c360ac729086e2cc806e828a");
    byte[] key = pair.publicKey().toByteArray();
    assertThat(zcrypto.ed25519Verify(new byte[0], signature, key)).isTrue();
    assertThat(zcrypto.ed25519Verify(new byte[1], signature, key)).isFalse();
    byte[] target = new byte[70];
    zcrypto.ed25519SignInPlace(new byte[0], privateKey, target, 6);
    assertThat(Arrays.copyOfRange(target, 6, 70)).isEqualTo(signature);
    refuses(
        ZCryptoError.INVALID_INPUT,
        () -> zcrypto.ed25519SignInPlace(new byte[0], privateKey, target, 7));
    whole[40] ^= 1;
    refuses(
        ZCryptoError.INVALID_PRIVATE_KEY,
        () -> zcrypto.ed25519FromBytes(SecretBytes.copyOf(whole)));
    refuses(
        ZCryptoError.INVALID_KEY_SIZE,
        () -> zcrypto.ed25519Sign(new byte[0], SecretBytes.wrap(new byte[32])));
    refuses(
        ZCryptoError.INVALID_SIGNATURE,
        () -> zcrypto.ed25519Verify(new byte[0], new byte[63], key));
    refuses(
        ZCryptoError.INVALID_PUBLIC_KEY,
        () -> zcrypto.ed25519Verify(new byte[0], signature, new byte[31]));
    try (ZKeyPair generated = zcrypto.ed25519Generate()) {
      assertThat(generated.privateKey().size()).isEqualTo(64);
      assertThat(zcrypto.ed25519PublicKey(generated.privateKey())).isEqualTo(generated.publicKey());
      assertThat(generated.toString())
          .doesNotContain(HEX.formatHex(generated.privateKey().toByteArray()));
    }
  }

  @Test
  void bothSidesOfAnAgreementGetTheSameSecret() throws Exception {
    ZKeyPair alice = zcrypto.x25519Generate();
    ZKeyPair bob = zcrypto.x25519FromBytes(SecretBytes.wrap(filled(32)));
    assertThat(zcrypto.x25519PublicKey(bob.privateKey())).isEqualTo(bob.publicKey());
    assertThat(zcrypto.x25519Dh(alice.privateKey(), bob.publicKey().toByteArray()))
        .isEqualTo(zcrypto.x25519Dh(bob.privateKey(), alice.publicKey().toByteArray()));
    refuses(
        ZCryptoError.INVALID_PUBLIC_KEY, () -> zcrypto.x25519Dh(alice.privateKey(), new byte[32]));
    refuses(
        ZCryptoError.INVALID_KEY_SIZE,
        () -> zcrypto.x25519FromBytes(SecretBytes.wrap(new byte[33])));
    ZKeyPair small = zcrypto.secp256r1FromBytes(SecretBytes.wrap(filled(32)));
    ZKeyPair large = zcrypto.secp384r1FromBytes(SecretBytes.wrap(filled(48)));
    assertThat(small.publicKey().size()).isEqualTo(33);
    assertThat(large.publicKey().size()).isEqualTo(49);
    assertThat(zcrypto.secp256r1PublicKey(small.privateKey())).isEqualTo(small.publicKey());
    assertThat(zcrypto.secp384r1PublicKey(large.privateKey())).isEqualTo(large.publicKey());
    assertThat(zcrypto.secp256r1Ecdh(small.privateKey(), small.publicKey().toByteArray()).size())
        .isEqualTo(32);
    assertThat(zcrypto.secp384r1Ecdh(large.privateKey(), large.publicKey().toByteArray()).size())
        .isEqualTo(48);
    refuses(
        ZCryptoError.INVALID_KEY_FORMAT,
        () -> zcrypto.secp256r1Ecdh(small.privateKey(), new byte[33]));
    byte[] noPoint = new byte[49];
    Arrays.fill(noPoint, (byte) 0xff);
    noPoint[0] = 2;
    refuses(
        ZCryptoError.INVALID_PUBLIC_KEY, () -> zcrypto.secp384r1Ecdh(large.privateKey(), noPoint));
    refuses(
        ZCryptoError.INVALID_PRIVATE_KEY,
        () -> zcrypto.secp256r1FromBytes(SecretBytes.wrap(new byte[32])));
    refuses(
        ZCryptoError.INVALID_KEY_SIZE,
        () -> zcrypto.secp384r1FromBytes(SecretBytes.wrap(new byte[32])));
  }

  @Test
  void aBatchHasAVerdictOrASignatureForEachInput() throws Exception {
    List<Bytes> messages = new ArrayList<>();
    List<SecretBytes> privateKeys = new ArrayList<>();
    List<Bytes> publicKeys = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ZKeyPair pair = zcrypto.ed25519Generate();
      messages.add(Bytes.wrap(filled(i)));
      privateKeys.add(pair.privateKey());
      publicKeys.add(pair.publicKey());
    }
    List<Bytes> signatures = new ArrayList<>(zcrypto.signBatchEd25519(messages, privateKeys));
    signatures.set(2, signatures.get(1));
    assertThat(zcrypto.verifyBatchEd25519(messages, signatures, publicKeys))
        .containsExactly(true, true, false, true, true);
    refuses(
        ZCryptoError.INVALID_INPUT,
        () -> zcrypto.verifyBatchEd25519(messages, signatures.subList(1, 5), publicKeys));
    refuses(
        ZCryptoError.INVALID_INPUT,
        () -> zcrypto.signBatchEd25519(messages, privateKeys.subList(1, 5)));
    var ecdsa = algorithms.get(RecoverableSignatureScheme.class, "ecdsa-secp256k1-sha256");
    try (RecoverableSigningKey key = ecdsa.fromSeed(filled(32))) {
      Bytes digest = Bytes.wrap(zcrypto.sha256(filled(3)));
      Bytes signature = Bytes.wrap(Arrays.copyOf(key.signDigest(digest.toByteArray()), 64));
      assertThat(
              zcrypto.verifyBatchSecp256k1(
                  List.of(digest, Bytes.wrap(new byte[32])),
                  List.of(signature, signature),
                  List.of(key.publicKey(), key.publicKey())))
          .containsExactly(true, false);
      refuses(
          ZCryptoError.INVALID_INPUT,
          () -> zcrypto.verifyBatchSecp256k1(List.of(digest), List.of(), List.of()));
    }
  }

  @Test
  void mnemonicsBecomeSeedsAndSeedsBecomeKeys() throws Exception {
    SecretBytes mnemonic = zcrypto.bip39Generate(24);
    SecretBytes seed = zcrypto.mnemonicToSeed(mnemonic, secret(""));
    assertThat(seed.size()).isEqualTo(64);
    try (DerivedKey root = zcrypto.bip32Master(seed);
        DerivedKey child = zcrypto.bip32Child(root, 44 | KeyPath.HARDENED);
        DerivedKey derived = zcrypto.bip32Derive(seed, "m/44'")) {
      assertThat(derived.privateKey()).isEqualTo(child.privateKey());
    }
    refuses(ZCryptoError.INVALID_INPUT, () -> zcrypto.bip39Generate(13));
    refuses(ZCryptoError.INVALID_SEED, () -> zcrypto.mnemonicToSeed(secret("ghost"), secret("")));
    refuses(ZCryptoError.INVALID_SEED, () -> zcrypto.bip32Master(secret("short")));
    refuses(ZCryptoError.INVALID_INPUT, () -> zcrypto.bip32Derive(seed, "44'"));
  }

  @Test
  void aWithdrawnAlgorithmSaysSoAndTakesNoOtherAlong() {
    algorithms.withdraw("blake2b-512");
    assertThatThrownBy(() -> zcrypto.blake2b(new byte[1]))
        .isInstanceOf(AlgorithmNotAvailableException.class)
        .hasMessage("algorithm not available: blake2b-512, installed: sha256, sha512");
    assertThat(zcrypto.sha256(new byte[1])).hasSize(32);
  }

  @Test
  void theTableOfCompatibilityNamesEveryOperation() throws Exception {
    String table =
        java.nio.file.Files.readString(
            java.nio.file.Path.of("../../docs/zcrypto-compatibility.md"));
    for (var method : io.ghostbridge.api.zcrypto.ZCrypto.class.getMethods()) {
      assertThat(table).contains("`" + method.getName());
    }
    for (ZCryptoError error : ZCryptoError.values()) {
      assertThat(table).contains("`" + error.zcryptoName() + "`");
    }
  }

  private static void refuses(ZCryptoError error, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(ZCryptoException.class, e -> assertThat(e.error()).isEqualTo(error))
        .hasMessageStartingWith(error.zcryptoName() + ": ");
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 0x5a);
    return bytes;
  }

  private static SecretBytes secret(String text) {
    return SecretBytes.wrap(text.getBytes(UTF_8));
  }
}
