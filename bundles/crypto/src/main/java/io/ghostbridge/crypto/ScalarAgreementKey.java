package io.ghostbridge.crypto;

import io.ghostbridge.api.crypto.AgreementKey;
import io.ghostbridge.api.crypto.InvalidPublicKeyException;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A key of an agreement that is its scalar: each agreement reads it, and closing wipes it. */
public final class ScalarAgreementKey implements AgreementKey {
  private final String algorithm;
  private final SecretBytes scalar;
  private final Bytes publicKey;
  private final BiFunction<byte[], byte[], Optional<byte[]>> agreement;
  private final Function<byte[], String> refusal;

  /**
   * @param scalar taken over and closed with the key
   * @param agreement makes the secret of scalar and peer's public key; nothing of one that is no
   *     good
   * @param refusal says what is wrong with such a one
   */
  public ScalarAgreementKey(
      String algorithm,
      SecretBytes scalar,
      Bytes publicKey,
      BiFunction<byte[], byte[], Optional<byte[]>> agreement,
      Function<byte[], String> refusal) {
    this.algorithm = algorithm;
    this.scalar = scalar;
    this.publicKey = publicKey;
    this.agreement = agreement;
    this.refusal = refusal;
  }

  @Override
  public String algorithm() {
    return algorithm;
  }

  @Override
  public Bytes publicKey() {
    return publicKey;
  }

  @Override
  public SecretBytes agree(byte[] peerPublicKey) throws InvalidPublicKeyException {
    return SecretBytes.wrap(
        scalar
            .<Optional<byte[]>>map(bytes -> agreement.apply(bytes, peerPublicKey))
            .orElseThrow(() -> new InvalidPublicKeyException(refusal.apply(peerPublicKey))));
  }

  @Override
  public void close() {
    scalar.close();
  }

  @Override
  public String toString() {
    return "AgreementKey[" + algorithm + " " + publicKey + "]";
  }
}
