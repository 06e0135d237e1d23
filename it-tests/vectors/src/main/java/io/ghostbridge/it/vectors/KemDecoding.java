package io.ghostbridge.it.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.Encapsulation;
import io.ghostbridge.api.crypto.InvalidPublicKeyException;
import io.ghostbridge.api.crypto.Kem;
import io.ghostbridge.api.crypto.KemKey;
import io.ghostbridge.api.crypto.SecretBytes;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What is true of any bytes that are taken for a public key or a ciphertext: they are refused with
 * the declared exception, or give a secret, the same one each time, and the real one only if they
 * are the real ciphertext.
 */
public final class KemDecoding {
  private final Kem kem;
  private final byte[] seed;
  private final byte[] publicKey;
  private final byte[] ciphertext;
  private final SecretBytes secret;

  /** Makes a key and a ciphertext to it. */
  public KemDecoding(Kem kem) throws InvalidPublicKeyException {
    this.kem = kem;
    seed = new byte[kem.seedLength()];
    Arrays.fill(seed, (byte) 0x2b);
    try (KemKey key = kem.fromSeed(SecretBytes.copyOf(seed));
        Encapsulation made =
            kem.encapsulate(key.publicKey().toByteArray(), new FixedRandom(new byte[64]))) {
      publicKey = key.publicKey().toByteArray();
      ciphertext = made.ciphertext().toByteArray();
      secret = made.secret().copy();
    }
  }

  /** Inputs for {@link #check}: the valid ones, and {@code count} of each that are nearly one. */
  public Stream<byte[]> seeds(int count) {
    return Mutations.of(count, publicKey, ciphertext);
  }

  /** Checks that it holds for {@code data}, taken for either. */
  public void check(byte[] data) {
    try (Encapsulation made = kem.encapsulate(data, new FixedRandom(new byte[64]))) {
      assertThat(data).hasSize(kem.publicKeyLength());
      assertThat(made.ciphertext().size()).isEqualTo(kem.ciphertextLength());
      assertThat(made.secret().equals(secret)).isEqualTo(Arrays.equals(data, publicKey));
    } catch (InvalidPublicKeyException e) {
      assertThat(data).isNotEqualTo(publicKey);
    }
    try (KemKey key = kem.fromSeed(SecretBytes.copyOf(seed));
        SecretBytes opened = key.decapsulate(data);
        SecretBytes again = key.decapsulate(data)) {
      assertThat(data).hasSize(kem.ciphertextLength());
      assertThat(opened.equals(again)).isTrue();
      assertThat(opened.equals(secret)).isEqualTo(Arrays.equals(data, ciphertext));
    } catch (InvalidPublicKeyException e) {
      assertThat(data).isNotEqualTo(ciphertext);
    }
  }
}
