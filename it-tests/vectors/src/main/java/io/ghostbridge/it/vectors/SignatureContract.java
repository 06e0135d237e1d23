package io.ghostbridge.it.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SignedMessage;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** What every signature scheme owes. */
public final class SignatureContract {
  private SignatureContract() {}

  /**
   * Checks lengths, tampering, closing, batches and silence.
   *
   * @param flips how many single bits of key, message and signature to try, spread over each
   */
  public static void check(SignatureScheme scheme, int flips) {
    byte[] seed = filled(scheme.seedLength(), 0x5a);
    byte[] message = filled(50, 7);
    SigningKey key = scheme.fromSeed(seed);
    byte[] publicKey = key.publicKey().toByteArray();
    byte[] signature = key.sign(message);
    assertThat(key.algorithm()).isEqualTo(scheme.algorithm());
    assertThat(publicKey).hasSize(scheme.publicKeyLength());
    assertThat(signature.length).isBetween(1, scheme.signatureLength());
    assertThat(scheme.verify(publicKey, message, signature)).isTrue();
    assertThat(scheme.verify(publicKey, new byte[0], signature)).isFalse();
    assertThat(scheme.verify(publicKey, new byte[0], key.sign(new byte[0]))).isTrue();
    assertThat(key.toString()).doesNotContain(HexFormat.of().formatHex(seed));
    tampering(scheme, publicKey, message, signature, flips);
    lengths(scheme, publicKey, message, signature);
    batches(scheme, key);
    try (SecretBytes secret = SecretBytes.copyOf(seed);
        SigningKey same = scheme.fromSeed(secret)) {
      assertThat(same.publicKey()).isEqualTo(key.publicKey());
    }
    key.close();
    key.close();
    assertThatThrownBy(() -> key.sign(message)).isInstanceOf(IllegalStateException.class);
  }

  private static void tampering(
      SignatureScheme scheme, byte[] publicKey, byte[] message, byte[] signature, int flips) {
    List<String> accepted = new ArrayList<>();
    for (byte[] part : List.of(publicKey, message, signature)) {
      int bits = 8 * part.length;
      for (int i = 0; i < Math.min(flips, bits); i++) {
        int bit = (int) ((long) i * bits / Math.min(flips, bits));
        part[bit / 8] ^= (byte) (1 << (bit % 8));
        if (scheme.verify(publicKey, message, signature)) {
          accepted.add("bit " + bit + " of " + part.length + " bytes");
        }
        part[bit / 8] ^= (byte) (1 << (bit % 8));
      }
    }
    assertThat(accepted).isEmpty();
  }

  private static void lengths(
      SignatureScheme scheme, byte[] publicKey, byte[] message, byte[] signature) {
    for (int length : new int[] {0, 1, 31, 33, 64, 65, signature.length - 1, 20_000}) {
      if (length != signature.length) {
        assertThat(scheme.verify(publicKey, message, Arrays.copyOf(signature, length))).isFalse();
      }
      if (length != publicKey.length) {
        assertThat(scheme.verify(Arrays.copyOf(publicKey, length), message, signature)).isFalse();
      }
      if (length != scheme.seedLength()) {
        assertThatThrownBy(() -> scheme.fromSeed(new byte[length]))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(String.valueOf(scheme.seedLength()));
      }
    }
  }

  private static void batches(SignatureScheme scheme, SigningKey key) {
    List<SignedMessage> batch = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      byte[] message = filled(i, 3);
      byte[] signature = key.sign(message);
      if (i % 2 == 1) {
        signature[signature.length / 2] ^= 1;
      }
      batch.add(new SignedMessage(key.publicKey(), Bytes.wrap(message), Bytes.wrap(signature)));
    }
    assertThat(scheme.verifyBatch(batch)).containsExactly(true, false, true, false, true);
    assertThat(scheme.verifyBatch(List.of())).isEmpty();
  }

  /** Signs random messages by one and verifies by the other, whole and tampered; what differs. */
  public static List<String> disagreements(SignatureScheme one, SignatureScheme other, int rounds) {
    Random random = new Random(13);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      byte[] seed = new byte[one.seedLength()];
      random.nextBytes(seed);
      seed[0] &= 0x3f;
      byte[] message = new byte[random.nextInt(500)];
      random.nextBytes(message);
      try (SigningKey first = one.fromSeed(seed);
          SigningKey second = other.fromSeed(seed)) {
        byte[] publicKey = first.publicKey().toByteArray();
        byte[] signature = first.sign(message);
        boolean same = first.publicKey().equals(second.publicKey());
        boolean valid = other.verify(publicKey, message, signature);
        signature[random.nextInt(signature.length)] ^= (byte) (1 << random.nextInt(8));
        boolean tampered = other.verify(publicKey, message, signature);
        if (!same || !valid || tampered) {
          wrong.add("round " + i + ": key " + same + ", valid " + valid + ", tampered " + tampered);
        }
      }
    }
    return wrong;
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
