package io.ghostbridge.it.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.AgreementKey;
import io.ghostbridge.api.crypto.InvalidPublicKeyException;
import io.ghostbridge.api.crypto.KeyAgreement;
import io.ghostbridge.api.crypto.SecretBytes;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is true of any bytes that are taken for a public or a private key: every implementation
 * makes the same secret of them, or all refuse them with the declared exception.
 */
public final class AgreementDecoding {
  private final List<KeyAgreement> alike;
  private final byte[] scalar;

  /** One algorithm, implemented in several ways. */
  public AgreementDecoding(KeyAgreement... alike) {
    this.alike = List.of(alike);
    scalar = new byte[alike[0].privateKeyLength()];
    Arrays.fill(scalar, (byte) 0x2b);
  }

  /** Inputs for both checks: valid keys, and {@code count} of each that are nearly one. */
  public Stream<byte[]> seeds(int count) {
    try (AgreementKey key = alike.getFirst().fromPrivateKey(SecretBytes.copyOf(scalar))) {
      return Mutations.of(count, key.publicKey().toByteArray(), scalar);
    }
  }

  /** Checks that it holds for {@code data}, taken for either. */
  public void check(byte[] data) {
    assertThat(alike.stream().map(agreement -> agreed(agreement, data)).distinct()).hasSize(1);
    assertThat(alike.stream().map(agreement -> publicKey(agreement, data)).distinct()).hasSize(1);
  }

  private String agreed(KeyAgreement agreement, byte[] publicKey) {
    try (AgreementKey key = agreement.fromPrivateKey(SecretBytes.copyOf(scalar));
        SecretBytes secret = key.agree(publicKey)) {
      assertThat(secret.size()).isEqualTo(agreement.secretLength());
      return HexFormat.of().formatHex(secret.toByteArray());
    } catch (InvalidPublicKeyException e) {
      return "refused";
    }
  }

  private static String publicKey(KeyAgreement agreement, byte[] privateKey) {
    try (AgreementKey key = agreement.fromPrivateKey(SecretBytes.copyOf(privateKey))) {
      return key.publicKey().toHex();
    } catch (IllegalArgumentException e) {
      return "refused";
    }
  }
}
