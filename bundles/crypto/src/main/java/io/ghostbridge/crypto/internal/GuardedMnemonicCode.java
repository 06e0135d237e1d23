package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.InvalidMnemonicException;
import io.ghostbridge.api.crypto.MnemonicCode;
import io.ghostbridge.api.crypto.SecretBytes;

/** A MnemonicCode that outlives the bundle behind it. */
final class GuardedMnemonicCode implements MnemonicCode {
  private final Slot<MnemonicCode> slot;

  GuardedMnemonicCode(Slot<MnemonicCode> slot) {
    this.slot = slot;
  }

  @Override
  public String algorithm() {
    return slot.name();
  }

  @Override
  public SecretBytes encode(SecretBytes entropy) {
    return slot.implementation().encode(entropy);
  }

  @Override
  public SecretBytes decode(SecretBytes mnemonic) throws InvalidMnemonicException {
    return slot.implementation().decode(mnemonic);
  }

  @Override
  public SecretBytes toSeed(SecretBytes mnemonic, SecretBytes passphrase)
      throws InvalidMnemonicException {
    return slot.implementation().toSeed(mnemonic, passphrase);
  }
}
