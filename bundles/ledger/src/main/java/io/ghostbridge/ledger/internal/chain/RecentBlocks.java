package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.ledger.Block;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The latest blocks, decoded, so that following the chain reads no file. One thread adds. */
final class RecentBlocks {
  private static final int MAX_BLOCKS = 1024;
  private static final int MAX_TRANSACTIONS = 5_000;

  private final ConcurrentSkipListMap<Long, Block> blocks = new ConcurrentSkipListMap<>();
  private int transactions;

  void add(Block block) {
    blocks.put(block.height(), block);
    transactions += block.transactions().size();
    while (blocks.size() > 1 && (blocks.size() > MAX_BLOCKS || transactions > MAX_TRANSACTIONS)) {
      transactions -= blocks.pollFirstEntry().getValue().transactions().size();
    }
  }

  @Nullable Block get(long height) {
    return blocks.get(height);
  }
}
