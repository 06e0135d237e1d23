package io.ghostbridge.it.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.DecryptionFailedException;
import io.ghostbridge.api.crypto.SecretBytes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is true of any bytes that are taken for a ciphertext: only the one that was made opens, by
 * every implementation, and all others are refused with the declared exception.
 */
public final class AeadDecoding {
  private static final byte[] PLAINTEXT = {
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17
  };
  private static final byte[] ASSOCIATED_DATA = {9};

  private final List<Aead> alike;
  private final byte[] real;

  /** One algorithm, implemented in several ways; the first makes what is valid. */
  public AeadDecoding(Aead... alike) {
    this.alike = List.of(alike);
    try (AeadKey key = key(alike[0])) {
      real = key.seal(new byte[alike[0].nonceLength()], PLAINTEXT, ASSOCIATED_DATA);
    }
  }

  private static AeadKey key(Aead aead) {
    return aead.key(SecretBytes.wrap(new byte[aead.keyLength()]));
  }

  /** Inputs for {@link #check}: the valid one, and {@code count} that are nearly it. */
  public Stream<byte[]> seeds(int count) {
    return Mutations.of(count, real);
  }

  /** Checks that it holds for {@code data}. */
  public void check(byte[] data) {
    for (Aead aead : alike) {
      try (AeadKey key = key(aead)) {
        assertThat(key.open(new byte[aead.nonceLength()], data, ASSOCIATED_DATA))
            .isEqualTo(PLAINTEXT);
        assertThat(data).isEqualTo(real);
      } catch (DecryptionFailedException e) {
        assertThat(Arrays.equals(data, real)).isFalse();
      }
    }
  }
}
