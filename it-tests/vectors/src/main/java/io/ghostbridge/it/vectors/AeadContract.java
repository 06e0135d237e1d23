package io.ghostbridge.it.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.DecryptionFailedException;
import io.ghostbridge.api.crypto.SecretBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What every AEAD owes. */
public final class AeadContract {
  private static final HexFormat HEX = HexFormat.of();

  private AeadContract() {}

  /** Every case of a Wycheproof file; keys and nonces of other lengths must be refused as such. */
  public static void wycheproof(Aead aead, String file) throws Exception {
    Wycheproof.run(file, vector -> judge(aead, vector));
  }

  private static String judge(Aead aead, WycheproofCase vector) {
    byte[] nonce = vector.bytes("iv");
    byte[] aad = vector.bytes("aad");
    byte[] plaintext = vector.bytes("msg");
    byte[] ciphertext = concat(vector.bytes("ct"), vector.bytes("tag"));
    boolean fits =
        vector.bytes("key").length == aead.keyLength()
            && nonce.length == aead.nonceLength()
            && vector.number("tagSize") == 8 * aead.tagLength();
    try (SecretBytes secret = SecretBytes.wrap(vector.bytes("key"));
        AeadKey key = aead.key(secret)) {
      byte[] opened = key.open(nonce, ciphertext, aad);
      if (!fits || !vector.isValid() || !Arrays.equals(opened, plaintext)) {
        return "opened";
      }
      return Arrays.equals(key.seal(nonce, plaintext, aad), ciphertext) ? "" : "sealed otherwise";
    } catch (DecryptionFailedException e) {
      return vector.isInvalid() ? "" : "not opened";
    } catch (IllegalArgumentException e) {
      return fits ? "refused: " + e.getMessage() : "";
    }
  }

  /** Rows of key, nonce, associated data, plaintext and result in hexadecimal. */
  public static void examples(Aead aead, String[][] rows) throws Exception {
    for (String[] row : rows) {
      try (AeadKey key = aead.key(SecretBytes.wrap(HEX.parseHex(row[0])))) {
        byte[] nonce = HEX.parseHex(row[1]);
        byte[] aad = HEX.parseHex(row[2]);
        byte[] sealed = key.seal(nonce, HEX.parseHex(row[3]), aad);
        assertThat(HEX.formatHex(sealed)).isEqualTo(row[4]);
        assertThat(HEX.formatHex(key.open(nonce, sealed, aad))).isEqualTo(row[3]);
      }
    }
  }

  /** Each bit of nonce, ciphertext, tag and associated data counts, and every cut is found. */
  public static void everyFlippedBitIsRefused(Aead aead) throws Exception {
    byte[] nonce = filled(aead.nonceLength(), 3);
    byte[] aad = filled(20, 4);
    byte[] plaintext = filled(50, 5);
    List<String> accepted = new ArrayList<>();
    try (AeadKey key = aead.key(SecretBytes.wrap(filled(aead.keyLength(), 1)))) {
      byte[] sealed = key.seal(nonce, plaintext, aad);
      assertThat(sealed).hasSize(plaintext.length + aead.tagLength());
      for (byte[] part : List.of(nonce, sealed, aad)) {
        for (int bit = 0; bit < 8 * part.length; bit++) {
          part[bit / 8] ^= (byte) (1 << (bit % 8));
          if (opens(key, nonce, sealed, aad)) {
            accepted.add("bit " + bit + " of " + part.length + " bytes");
          }
          part[bit / 8] ^= (byte) (1 << (bit % 8));
        }
      }
      for (int length = 0; length < sealed.length; length++) {
        if (opens(key, nonce, Arrays.copyOf(sealed, length), aad)) {
          accepted.add("cut to " + length);
        }
      }
      assertThat(accepted).isEmpty();
      assertThat(key.open(nonce, sealed, aad)).isEqualTo(plaintext);
      // A nonce that comes again changes nothing for the algorithm.
      assertThat(key.seal(nonce, plaintext, aad)).isEqualTo(sealed);
    }
  }

  private static boolean opens(AeadKey key, byte[] nonce, byte[] sealed, byte[] aad) {
    try {
      key.open(nonce, sealed, aad);
      return true;
    } catch (DecryptionFailedException e) {
      assertThat(e.getStackTrace()).isEmpty();
      return false;
    }
  }

  /** Wrong lengths are the caller's mistakes, and another key opens nothing. */
  public static void lengthsAndKeysAreChecked(Aead aead) throws Exception {
    for (int length : new int[] {0, 1, aead.keyLength() - 1, aead.keyLength() + 1, 64}) {
      assertThatThrownBy(() -> aead.key(SecretBytes.wrap(new byte[length])))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(length + " bytes, expected " + aead.keyLength());
    }
    byte[] nonce = new byte[aead.nonceLength()];
    try (AeadKey key = aead.key(SecretBytes.wrap(filled(aead.keyLength(), 1)));
        AeadKey other = aead.key(SecretBytes.wrap(filled(aead.keyLength(), 2)))) {
      for (int length : new int[] {0, aead.nonceLength() - 1, aead.nonceLength() + 1}) {
        assertThatThrownBy(() -> key.seal(new byte[length], new byte[1], new byte[0]))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> key.open(new byte[length], new byte[99], new byte[0]))
            .isInstanceOf(IllegalArgumentException.class);
      }
      byte[] sealed = key.seal(nonce, new byte[0], new byte[0]);
      assertThat(sealed).hasSize(aead.tagLength());
      assertThat(key.open(nonce, sealed, new byte[0])).isEmpty();
      assertThatThrownBy(() -> other.open(nonce, sealed, new byte[0]))
          .isInstanceOf(DecryptionFailedException.class);
    }
  }

  /** One key serves many threads at once. */
  public static void manyThreadsUseOneKey(Aead aead) throws Exception {
    try (AeadKey key = aead.key(SecretBytes.wrap(filled(aead.keyLength(), 1)));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> verdicts = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        byte[] nonce = filled(aead.nonceLength(), i);
        byte[] plaintext = filled(i, i);
        verdicts.add(
            threads.submit(
                () ->
                    Arrays.equals(
                        key.open(nonce, key.seal(nonce, plaintext, nonce), nonce), plaintext)));
      }
      for (Future<Boolean> verdict : verdicts) {
        assertThat(verdict.get()).isTrue();
      }
    }
  }

  /** After close nothing works and nothing was ever printed. */
  public static void aClosedKeyRefuses(Aead aead) {
    byte[] bytes = filled(aead.keyLength(), 0x5a);
    SecretBytes secret = SecretBytes.copyOf(bytes);
    AeadKey key = aead.key(secret);
    secret.close();
    byte[] nonce = new byte[aead.nonceLength()];
    assertThat(key.seal(nonce, new byte[1], new byte[0])).hasSize(1 + aead.tagLength());
    assertThat(key.toString()).doesNotContain(HEX.formatHex(bytes)).contains(aead.algorithm());
    key.close();
    key.close();
    assertThatThrownBy(() -> key.seal(nonce, new byte[1], new byte[0]))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> key.open(nonce, new byte[99], new byte[0]))
        .isInstanceOf(IllegalStateException.class);
  }

  /** Seals 1,000 random inputs by one and opens them by the other; what differs. */
  public static List<String> disagreements(Aead one, Aead other) throws Exception {
    Random random = new Random(11);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      byte[] secret = bytes(random, one.keyLength());
      byte[] nonce = bytes(random, one.nonceLength());
      byte[] plaintext = bytes(random, random.nextInt(300));
      byte[] aad = bytes(random, random.nextInt(40));
      try (AeadKey first = one.key(SecretBytes.copyOf(secret));
          AeadKey second = other.key(SecretBytes.copyOf(secret))) {
        byte[] sealed = first.seal(nonce, plaintext, aad);
        if (!Arrays.equals(sealed, second.seal(nonce, plaintext, aad))
            || !Arrays.equals(second.open(nonce, sealed, aad), plaintext)) {
          wrong.add("input " + i);
        }
      }
    }
    return wrong;
  }

  private static byte[] bytes(Random random, int length) {
    byte[] value = new byte[length];
    random.nextBytes(value);
    return value;
  }

  private static byte[] filled(int length, int seed) {
    byte[] value = new byte[length];
    for (int i = 0; i < length; i++) {
      value[i] = (byte) (seed * 31 + (seed == 0x5a ? 0 : i));
    }
    return value;
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] whole = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, whole, first.length, second.length);
    return whole;
  }
}
