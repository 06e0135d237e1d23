package io.ghostbridge.crypto;

import org.jspecify.annotations.Nullable;

/** Chooses who computes secp256k1. */
public final class Curves {
  private Curves() {}

  /** The library's service if there is one, else Bouncy Castle. */
  public static Secp256k1 orPure(@Nullable Secp256k1 library) {
    return library == null ? new PureSecp256k1() : library;
  }
}
