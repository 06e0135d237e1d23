package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import java.util.List;

/**
 * A committed block.
 *
 * @param encodedHeader the header's bytes exactly as hashed and signed
 * @param signature the producer's signature; empty for the genesis block, which nobody signs
 * @param receipts one for each transaction, in the same order
 * @param nameEvents the changes of names, in the order in which they happened
 */
public record Block(
    BlockHeader header,
    Hash hash,
    Bytes encodedHeader,
    Bytes signature,
    List<Transaction> transactions,
    List<Receipt> receipts,
    List<NameEvent> nameEvents) {
  /** Copies the lists. */
  public Block {
    transactions = List.copyOf(transactions);
    receipts = List.copyOf(receipts);
    nameEvents = List.copyOf(nameEvents);
  }

  /** The header's height. */
  public long height() {
    return header.height();
  }
}
