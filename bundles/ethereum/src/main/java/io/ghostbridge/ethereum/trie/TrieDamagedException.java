package io.ghostbridge.ethereum.trie;

import io.ghostbridge.api.data.Bytes;

/** A node that another one refers to is missing from the store or cannot be decoded. */
public final class TrieDamagedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  TrieDamagedException(Bytes path, String what) {
    super("the trie's node at path '" + path + "' " + what);
  }
}
