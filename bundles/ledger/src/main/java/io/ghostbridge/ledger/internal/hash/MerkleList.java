package io.ghostbridge.ledger.internal.hash;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree of a list as RFC 6962, section 2.1, defines it: leaves are hashed behind a zero
 * byte, inner nodes behind a one, and a list is split at the largest power of two below its length.
 */
public final class MerkleList {
  private static final byte LEAF = 0;
  private static final byte INNER = 1;

  private final Sha256 sha;

  /** Hashes with {@code sha}. */
  public MerkleList(Sha256 sha) {
    this.sha = sha;
  }

  /** The root of {@code entries}; SHA-256 of nothing for none. */
  public Hash root(List<byte[]> entries) {
    return new Hash(entries.isEmpty() ? sha.hash(new byte[0]) : root(entries, 0, entries.size()));
  }

  private Bytes root(List<byte[]> entries, int from, int to) {
    if (to - from == 1) {
      return sha.hash(LEAF, entries.get(from));
    }
    int middle = from + split(to - from);
    return sha.hash(
        INNER, root(entries, from, middle).unsafeArray(), root(entries, middle, to).unsafeArray());
  }

  /** A sibling on the way from a leaf to the root. */
  public record Sibling(Bytes hash, boolean left) {}

  /** The siblings of the entry at {@code index}, from the leaf up. */
  public List<Sibling> path(List<byte[]> entries, int index) {
    List<Sibling> path = new ArrayList<>();
    int from = 0;
    int to = entries.size();
    while (to - from > 1) {
      int middle = from + split(to - from);
      if (index < middle) {
        path.add(new Sibling(root(entries, middle, to), false));
        to = middle;
      } else {
        path.add(new Sibling(root(entries, from, middle), true));
        from = middle;
      }
    }
    return path.reversed();
  }

  private static int split(int size) {
    return Integer.highestOneBit(size - 1);
  }
}
