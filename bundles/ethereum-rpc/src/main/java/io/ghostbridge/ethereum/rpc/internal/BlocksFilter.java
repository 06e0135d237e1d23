package io.ghostbridge.ethereum.rpc.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hashes of new blocks, read from the store when they are asked for. */
final class BlocksFilter implements Filter {
  private static final int MOST = 10_000;

  private final Chain chain;
  private long next;

  BlocksFilter(Chain chain) {
    this.chain = chain;
    this.next = chain.head() + 1;
  }

  /** At most 10,000; the rest the next time. */
  @Override
  public List<? extends @Nullable Object> changes() {
    List<String> hashes = new ArrayList<>();
    long head = chain.head();
    while (next <= head && hashes.size() < MOST) {
      chain.ledger().block(next).ifPresent(block -> hashes.add(Hex.data(block.hash())));
      next++;
    }
    return hashes;
  }
}
