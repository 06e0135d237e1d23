package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.crypto.SignatureScheme;
import org.jspecify.annotations.Nullable;

/** Finds signature schemes by name; which there are can change at any time. */
@FunctionalInterface
public interface Signatures {
  /** The one algorithm whose keys this chain knows the addresses of. */
  String ED25519 = "ed25519";

  /** The scheme, or null if no bundle provides it now. */
  @Nullable SignatureScheme scheme(String algorithm);
}
