package io.ghostbridge.ledger.internal.tree;

import io.ghostbridge.api.data.Bytes;
import org.jspecify.annotations.Nullable;

/** Reads the pages of one tree as of one height. */
@FunctionalInterface
public interface PageReader {
  /**
   * The page at {@code key}: the path's first four-bit groups, one in each byte; the root page's
   * key is empty. Null where no leaf is below.
   */
  @Nullable TreePage page(Bytes key);

  /** The key of the {@code child}-th page below the page at {@code key}. */
  static Bytes child(Bytes key, int child) {
    byte[] longer = new byte[key.size() + 1];
    System.arraycopy(key.unsafeArray(), 0, longer, 0, key.size());
    longer[key.size()] = (byte) child;
    return Bytes.wrap(longer);
  }
}
