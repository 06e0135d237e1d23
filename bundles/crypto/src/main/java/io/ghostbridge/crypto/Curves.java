package io.ghostbridge.crypto;

import org.jspecify.annotations.Nullable;

/** Chooses who computes secp256k1, and says what its private keys are. */
public final class Curves {
  private Curves() {}

  /** The library's service if there is one, else Bouncy Castle. */
  public static Secp256k1 orPure(@Nullable Secp256k1 library) {
    return library == null ? new PureSecp256k1() : library;
  }

  /**
   * @throws IllegalArgumentException if {@code bytes} are no private key; the message does not
   *     quote them
   */
  public static void requirePrivateKey(Secp256k1 curve, byte[] bytes) {
    Lengths.require("a private key of secp256k1", bytes.length, Secp256k1.LENGTH);
    if (!curve.isPrivateKey(bytes)) {
      throw new IllegalArgumentException(
          "a private key of secp256k1 is from 1 to the group's order of 32 bytes less one; this is"
              + " not");
    }
  }
}
