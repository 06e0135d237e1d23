package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.BlockHeader;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.ethereum.transaction.LogsBloom;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Blocks as Ethereum's tools read them. Hash, parent's hash and roots are GhostChain's own: the
 * hash is not that of the RLP of an Ethereum header, the roots of transactions and receipts are RFC
 * 6962's, and the state root is that of the named stores, under which {@code eth_getProof} proves
 * Ethereum's. What a chain without mining has none of is zero, as it is on Ethereum.
 */
final class BlockJson {
  private static final String NO_UNCLES =
      "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";
  private static final String ZERO_NONCE = "0x0000000000000000";
  private static final String ZERO = "0x0";
  private static final long MILLIS_PER_SECOND = 1000;

  private BlockJson() {}

  /** The block's header, as {@code newHeads} tells it. */
  static Map<String, @Nullable Object> header(Block block, long gasLimit) {
    return header(new Members(), block, gasLimit).map();
  }

  /** The block with its transactions, or their hashes. */
  static Map<String, @Nullable Object> of(Block block, long gasLimit, boolean full) {
    Members out = header(new Members(), block, gasLimit);
    long size = (long) block.encodedHeader().size() + block.signature().size();
    for (Transaction transaction : block.transactions()) {
      size += transaction.signed().body().size();
    }
    return out.put("totalDifficulty", ZERO)
        .put("size", Hex.quantity(size))
        .put("transactions", full ? TransactionJson.all(block) : ids(block.transactions()))
        .put("uncles", List.of())
        .map();
  }

  private static List<String> ids(List<Transaction> transactions) {
    return transactions.stream().map(transaction -> Hex.data(transaction.id())).toList();
  }

  private static Members header(Members out, Block block, long gasLimit) {
    BlockHeader header = block.header();
    return out.put("number", Hex.quantity(header.height()))
        .put("hash", Hex.data(block.hash()))
        .put("parentHash", Hex.data(header.parentHash()))
        .put("nonce", ZERO_NONCE)
        // What PREVRANDAO gives.
        .put("mixHash", Hex.data(header.parentHash()))
        .put("sha3Uncles", NO_UNCLES)
        .put("logsBloom", Hex.data(ReceiptJson.bloom(block).toBytes()))
        .put("transactionsRoot", Hex.data(header.transactionsRoot()))
        .put("stateRoot", Hex.data(header.stateRoot()))
        .put("receiptsRoot", Hex.data(header.receiptsRoot()))
        .put("miner", Hex.data(proposer(header)))
        .put("difficulty", ZERO)
        .put("extraData", "0x")
        .put("gasLimit", Hex.quantity(gasLimit))
        .put("gasUsed", Hex.quantity(header.gasUsed()))
        .put("timestamp", Hex.quantity(header.timeMillis() / MILLIS_PER_SECOND))
        .put("baseFeePerGas", Hex.quantity(header.baseFee()));
  }

  private static Address proposer(BlockHeader header) {
    Bytes key = header.proposerPublicKey();
    return key.isEmpty()
        ? Address.wrap(new byte[Address.SIZE])
        : Address.ofEd25519(key.unsafeArray());
  }

  /** The block to come, as far as it can be told. */
  static Map<String, @Nullable Object> pending(
      Block head, List<Transaction> waiting, String baseFee, long gasLimit, boolean full) {
    String zeroHash = Hex.data(Hash.ZERO);
    return new Members()
        .put("number", Hex.quantity(head.height() + 1))
        .put("hash", null)
        .put("parentHash", Hex.data(head.hash()))
        .put("nonce", null)
        .put("mixHash", Hex.data(head.hash()))
        .put("sha3Uncles", NO_UNCLES)
        .put("logsBloom", Hex.data(new LogsBloom().toBytes()))
        .put("transactionsRoot", zeroHash)
        .put("stateRoot", zeroHash)
        .put("receiptsRoot", zeroHash)
        .put("miner", Hex.data(proposer(head.header())))
        .put("difficulty", ZERO)
        .put("extraData", "0x")
        .put("gasLimit", Hex.quantity(gasLimit))
        .put("gasUsed", ZERO)
        .put("timestamp", Hex.quantity(System.currentTimeMillis() / MILLIS_PER_SECOND))
        .put("baseFeePerGas", baseFee)
        .put("totalDifficulty", ZERO)
        .put("size", ZERO)
        .put(
            "transactions",
            full
                ? waiting.stream().map(each -> TransactionJson.of(each, null)).toList()
                : ids(waiting))
        .put("uncles", List.of())
        .map();
  }
}
