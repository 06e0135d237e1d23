package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.ethereum.transaction.SenderRecovery;
import org.jspecify.annotations.Nullable;

/** Finds signature schemes by name; which there are can change at any time. */
@FunctionalInterface
public interface Signatures {
  /** The algorithm of native transactions and of blocks. */
  String ED25519 = "ed25519";

  /** The scheme of Ethereum's transactions. */
  String SECP256K1 = SenderRecovery.ALGORITHM;

  /** The scheme, or null if no bundle provides it now. */
  @Nullable SignatureScheme scheme(String algorithm);
}
