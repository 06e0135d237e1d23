package io.ghostbridge.ethereum.trie;

import io.ghostbridge.api.data.Bytes;

/** The Keccak-256 of a child whose encoding has 32 bytes or more. */
record Hashed(Bytes hash) implements NodeReference {
  /** The number of bytes, and the length from which on a node is referred to by hash. */
  static final int SIZE = 32;
}
