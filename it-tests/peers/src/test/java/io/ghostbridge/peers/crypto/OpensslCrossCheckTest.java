package io.ghostbridge.peers.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.ghostbridge.api.crypto.PasswordCost;
import io.ghostbridge.secure.channel.ClassPathAlgorithms;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A thousand random inputs an algorithm through ours and through the system's OpenSSL: what either
 * makes the other accepts.
 */
class OpensslCrossCheckTest {
  private static final int ROUNDS = 1000;
  private static final HexFormat HEX = HexFormat.of();

  private final Libcrypto openssl = load();
  private final Ours ours;

  OpensslCrossCheckTest() throws IOException {
    ours = new Ours(new ClassPathAlgorithms(OpensslCrossCheckTest.class.getClassLoader()));
  }

  private static Libcrypto load() {
    try {
      return new Libcrypto();
    } catch (IllegalArgumentException e) {
      return abort("skipped: libcrypto.so.3 is missing, install it with: apt-get install libssl3");
    }
  }

  @AfterEach
  void unload() {
    openssl.close();
  }

  @Test
  void thePeerIsOpenssl3() {
    assertThat(openssl.version()).startsWith("OpenSSL 3.");
  }

  private static void same(byte[] theirs, CrossCase mine) {
    assertThat(HEX.formatHex(theirs)).isEqualTo(HEX.formatHex(mine.outputs().getLast()));
  }

  @ParameterizedTest
  @CsvSource({
    "sha256, SHA256",
    "sha384, SHA384",
    "sha512, SHA512",
    "sha3-256, SHA3-256",
    "sha3-384, SHA3-384",
    "sha3-512, SHA3-512",
    "blake2b-512, BLAKE2b512",
    "ripemd-160, RIPEMD160"
  })
  void digestsAreTheSame(String name, String theirs) {
    for (int i = 0; i < ROUNDS; i++) {
      CrossCase mine = ours.digest(name);
      same(openssl.digest(theirs, mine.input(0)), mine);
    }
  }

  @ParameterizedTest
  @CsvSource({"hmac-sha256, SHA256", "hmac-sha512, SHA512"})
  void tagsAreTheSame(String name, String digest) {
    for (int i = 0; i < ROUNDS; i++) {
      CrossCase mine = ours.mac(name);
      same(openssl.hmac(digest, mine.input(0), mine.input(1)), mine);
    }
  }

  @ParameterizedTest
  @CsvSource({"pbkdf2-hmac-sha256, SHA256", "pbkdf2-hmac-sha512, SHA512"})
  void keysOfPasswordsAreTheSame(String name, String digest) {
    for (int i = 0; i < ROUNDS; i++) {
      CrossCase mine = ours.passwordHash(name, new PasswordCost.Pbkdf2(3));
      int length = mine.output(0).length;
      same(openssl.pbkdf2(digest, mine.input(0), mine.input(1), 3, length), mine);
    }
  }

  @Test
  void scryptsKeysAreTheSame() {
    for (int i = 0; i < ROUNDS; i++) {
      CrossCase mine = ours.passwordHash("scrypt", new PasswordCost.Scrypt(16, 2, 1));
      same(openssl.scrypt(mine.input(0), mine.input(1), 16, 2, 1, mine.output(0).length), mine);
    }
  }

  @ParameterizedTest
  @CsvSource({"aes-256-gcm, EVP_aes_256_gcm", "chacha20-poly1305, EVP_chacha20_poly1305"})
  void eachOpensWhatTheOtherSealed(String name, String cipher) throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      CrossCase mine = ours.aead(name);
      byte[] key = mine.input(0);
      byte[] nonce = mine.input(1);
      byte[] associated = mine.input(2);
      byte[] sealed = mine.output(0);
      assertThat(openssl.open(cipher, key, nonce, associated, sealed)).isEqualTo(mine.input(3));
      byte[] theirs = openssl.seal(cipher, key, nonce, associated, mine.input(3));
      assertThat(ours.accepts(CrossCase.of(name, mine.inputs(), theirs))).isTrue();
      sealed[sealed.length - 1] ^= 1;
      assertThat(openssl.open(cipher, key, nonce, associated, sealed)).isEmpty();
    }
  }

  @Test
  void eachVerifiesTheOthersEd25519Signatures() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      CrossCase mine = ours.signature("ed25519");
      MemorySegment key = openssl.rawPrivateKey(Libcrypto.ED25519, mine.input(0));
      MemorySegment publicKey = openssl.rawPublicKey(Libcrypto.ED25519, mine.output(0));
      byte[] signature = mine.output(1);
      same(openssl.sign(key, "", mine.input(1)), mine);
      assertThat(openssl.verify(publicKey, "", mine.input(1), signature)).isTrue();
      signature[i % 64] ^= 1;
      assertThat(openssl.verify(publicKey, "", mine.input(1), signature)).isFalse();
      assertThat(ours.accepts(mine)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ecdsa-p256-sha256-der, 06082a8648ce3d030107, SHA256",
    "ecdsa-p384-sha384-der, 06052b81040022, SHA384",
    "ecdsa-secp256k1-sha256-der, 06052b8104000a, SHA256"
  })
  void eachVerifiesTheOthersEcdsaSignatures(String name, String curve, String digest)
      throws Exception {
    CurveKeys keys = new CurveKeys(curve);
    for (int i = 0; i < ROUNDS; i++) {
      CrossCase mine = ours.signature(name);
      MemorySegment key = openssl.curvePrivateKey(keys.privateKey(mine.input(0)));
      MemorySegment publicKey = openssl.curvePublicKey(keys.publicKey(mine.output(0)));
      byte[] signature = mine.output(1);
      assertThat(openssl.verify(publicKey, digest, mine.input(1), signature)).isTrue();
      byte[] theirs = openssl.sign(key, digest, mine.input(1));
      if (name.contains("secp256k1")) {
        theirs = low(theirs);
      }
      assertThat(ours.accepts(CrossCase.of(name, mine.inputs(), mine.output(0), theirs))).isTrue();
      signature[signature.length - 1] ^= 1;
      assertThat(openssl.verify(publicKey, digest, mine.input(1), signature)).isFalse();
    }
  }

  /** OpenSSL signs with either s; ours take the lower one (BIP-146). */
  private static byte[] low(byte[] der) {
    BigInteger order =
        new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    int lengthOfR = der[3];
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(der, lengthOfR + 6, der.length));
    byte[] lower = s.min(order.subtract(s)).toByteArray();
    byte[] result = Arrays.copyOf(der, lengthOfR + 6 + lower.length);
    result[1] = (byte) (result.length - 2);
    result[lengthOfR + 5] = (byte) lower.length;
    System.arraycopy(lower, 0, result, lengthOfR + 6, lower.length);
    return result;
  }

  @ParameterizedTest
  @CsvSource({
    "ecdh-p256, 06082a8648ce3d030107",
    "ecdh-p384, 06052b81040022",
    "ecdh-secp256k1, 06052b8104000a"
  })
  void bothSidesOfAnAgreementOnACurveHaveTheSameSecret(String name, String curve) throws Exception {
    CurveKeys keys = new CurveKeys(curve);
    for (int i = 0; i < ROUNDS; i++) {
      CrossCase mine = ours.agreement(name);
      MemorySegment key = openssl.curvePrivateKey(keys.privateKey(mine.input(1)));
      same(openssl.agree(key, openssl.curvePublicKey(keys.publicKey(mine.output(0)))), mine);
    }
  }

  @Test
  void bothSidesOfX25519HaveTheSameSecret() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      CrossCase mine = ours.agreement("x25519");
      MemorySegment key = openssl.rawPrivateKey(Libcrypto.X25519, mine.input(1));
      same(openssl.agree(key, openssl.rawPublicKey(Libcrypto.X25519, mine.output(0))), mine);
    }
  }
}
