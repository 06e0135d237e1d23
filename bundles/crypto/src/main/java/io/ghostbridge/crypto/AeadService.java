package io.ghostbridge.crypto;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.SecretBytes;

/** What a component of an AEAD is: the one that it chose. */
public abstract class AeadService implements Aead {
  private final Aead chosen;

  /** Offers {@code chosen}. */
  protected AeadService(Aead chosen) {
    this.chosen = chosen;
  }

  @Override
  public final String algorithm() {
    return chosen.algorithm();
  }

  @Override
  public final int keyLength() {
    return chosen.keyLength();
  }

  @Override
  public final int nonceLength() {
    return chosen.nonceLength();
  }

  @Override
  public final int tagLength() {
    return chosen.tagLength();
  }

  @Override
  public final long maxPlaintextLength() {
    return chosen.maxPlaintextLength();
  }

  @Override
  public final long maxRandomNonceMessages() {
    return chosen.maxRandomNonceMessages();
  }

  @Override
  public final AeadKey key(SecretBytes secret) {
    return chosen.key(secret);
  }
}
