package io.ghostbridge.crypto.bls12381.internal;

import java.util.List;
import java.util.Optional;

/**
 * The curve and its pairing: public keys in G1 (48 bytes), signatures in G2 (96 bytes), both
 * compressed. Arrays may have any length and content but for scalars, which callers check.
 */
interface Pairing extends AutoCloseable {
  int SCALAR_LENGTH = 32;
  int PUBLIC_KEY_LENGTH = 48;
  int SIGNATURE_LENGTH = 96;

  /** Names the library in logs. */
  String name();

  /** SkToPk (draft-irtf-cfrg-bls-signature-05, section 2.4). */
  byte[] publicKey(byte[] scalar);

  /** CoreSign (section 2.6) under a domain separation tag. */
  byte[] sign(byte[] scalar, byte[] message, byte[] tag);

  /** CoreAggregateVerify (section 2.9), keys validated; lists have one size, at least 1. */
  boolean verify(List<byte[]> publicKeys, List<byte[]> messages, byte[] signature, byte[] tag);

  /** Aggregate (section 2.8); empty if one is malformed or outside of the group. */
  Optional<byte[]> aggregateSignatures(List<byte[]> signatures);

  /** The sum of validated keys; empty if one is not valid. */
  Optional<byte[]> aggregatePublicKeys(List<byte[]> publicKeys);

  /** Gives back what the library holds. */
  @Override
  void close();
}
