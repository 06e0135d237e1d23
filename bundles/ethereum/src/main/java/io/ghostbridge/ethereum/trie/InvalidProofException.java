package io.ghostbridge.ethereum.trie;

/** A proof does not prove anything under the root that it was checked against. */
public final class InvalidProofException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidProofException(String message) {
    super(message);
  }
}
