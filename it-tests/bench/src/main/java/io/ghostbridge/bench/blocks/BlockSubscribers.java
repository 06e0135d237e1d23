package io.ghostbridge.bench.blocks;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.process.Loopback;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** Subscribers of blocks, each with a connection of its own, read by the one thread that asks. */
public final class BlockSubscribers implements AutoCloseable {
  private static final long SILENCE_MILLIS = 20_000;

  private final List<BlockSubscriber> all = new ArrayList<>();
  private final Selector selector = Selector.open();

  /** Connects {@code count} subscribers to the node at {@code port} of the loopback address. */
  public BlockSubscribers(int port, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      BlockSubscriber subscriber = new BlockSubscriber(Loopback.at(port));
      all.add(subscriber);
      subscriber.register(selector);
    }
  }

  /**
   * Waits until every subscriber got one more block that has transactions.
   *
   * @return when each of them was read, by {@link System#nanoTime()}, in the order of reading
   * @throws BenchmarkException if a block came twice, out of order or not within 20 s, or a
   *     subscription ended
   */
  public long[] awaitBlock() throws BenchmarkException, IOException {
    long[] receipts = new long[all.size()];
    int count = 0;
    while (count < receipts.length) {
      if (selector.select(SILENCE_MILLIS) == 0) {
        throw new BenchmarkException(
            "no block came to " + (receipts.length - count) + " of " + receipts.length);
      }
      for (SelectionKey key : selector.selectedKeys()) {
        BlockSubscriber subscriber = (BlockSubscriber) key.attachment();
        subscriber.read();
        while (subscriber.hasNext()) {
          if (subscriber.next().getTransactionsCount() > 0) {
            if (count == receipts.length) {
              throw new BenchmarkException("a subscriber got a block twice");
            }
            receipts[count++] = System.nanoTime();
          }
        }
      }
      selector.selectedKeys().clear();
    }
    return receipts;
  }

  @Override
  public void close() throws IOException {
    for (BlockSubscriber subscriber : all) {
      subscriber.close();
    }
    selector.close();
  }
}
