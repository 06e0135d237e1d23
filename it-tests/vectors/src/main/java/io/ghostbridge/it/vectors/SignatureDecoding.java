package io.ghostbridge.it.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SignedMessage;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is true of any bytes that are taken for a public key with a signature behind it: every
 * implementation says the same of them, without an exception, and accepts only the one pair that
 * was made.
 */
public final class SignatureDecoding {
  private static final byte[] MESSAGE = {1, 2, 3};

  private final List<SignatureScheme> alike;
  private final byte[] real;

  /** One algorithm, implemented in several ways; the first makes what is valid. */
  public SignatureDecoding(SignatureScheme... alike) {
    this.alike = List.of(alike);
    byte[] seed = new byte[alike[0].seedLength()];
    Arrays.fill(seed, (byte) 0x2b);
    try (SigningKey key = alike[0].fromSeed(seed)) {
      byte[] publicKey = key.publicKey().toByteArray();
      byte[] signature = key.sign(MESSAGE);
      real = Arrays.copyOf(publicKey, publicKey.length + signature.length);
      System.arraycopy(signature, 0, real, publicKey.length, signature.length);
    }
  }

  /** Inputs for {@link #check}: the valid pair, and {@code count} that are nearly it. */
  public Stream<byte[]> seeds(int count) {
    return Mutations.of(count, real);
  }

  /** Checks that it holds for {@code data}. */
  public void check(byte[] data) {
    int end = Math.min(data.length, alike.getFirst().publicKeyLength());
    byte[] publicKey = Arrays.copyOf(data, end);
    byte[] signature = Arrays.copyOfRange(data, end, data.length);
    boolean genuine = Arrays.equals(data, real);
    for (SignatureScheme scheme : alike) {
      assertThat(scheme.verify(publicKey, MESSAGE, signature))
          .as(scheme.algorithm())
          .isEqualTo(genuine);
      assertThat(
              scheme.verifyBatch(
                  List.of(
                      new SignedMessage(
                          Bytes.copyOf(publicKey),
                          Bytes.copyOf(MESSAGE),
                          Bytes.copyOf(signature)))))
          .as(scheme.algorithm())
          .containsExactly(genuine);
    }
  }
}
