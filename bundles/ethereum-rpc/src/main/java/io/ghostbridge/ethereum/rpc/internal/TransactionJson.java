package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.Operation;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.ethereum.rlp.RlpException;
import io.ghostbridge.ethereum.transaction.AccessListEntry;
import io.ghostbridge.ethereum.transaction.EthereumTransaction;
import io.ghostbridge.ethereum.transaction.SignedAuthorization;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Transactions as Ethereum's tools read them. GhostChain's own are shown as legacy transactions
 * whose signature is zero, so that every transaction has its place in the block: a transfer has its
 * callee and value, what runs a contract its callee, gas and input, and everything else is a
 * message of the sender to itself, with the body that was signed as input.
 */
final class TransactionJson {
  private static final String ZERO = "0x0";

  private TransactionJson() {}

  /** Where a transaction is. */
  record Place(Hash blockHash, long height, int index, Amount baseFee) {
    static Place of(Block block, int index) {
      return new Place(block.hash(), block.height(), index, block.header().baseFee());
    }
  }

  /**
   * A transaction.
   *
   * @param place null of one that waits
   */
  static Map<String, @Nullable Object> of(Transaction transaction, @Nullable Place place) {
    Members out = new Members();
    out.put("blockHash", place == null ? null : Hex.data(place.blockHash()));
    out.put("blockNumber", place == null ? null : Hex.quantity(place.height()));
    out.put("from", Hex.data(transaction.sender()));
    if (transaction.operation() instanceof Operation.Ethereum) {
      ethereum(out, decode(transaction.signed().body()), place);
    } else {
      ghost(out, transaction, place);
    }
    out.put("hash", Hex.data(transaction.id()));
    out.put("transactionIndex", place == null ? null : Hex.quantity(place.index()));
    return out.map();
  }

  /** The type that Ethereum's tools are told. */
  static int type(Transaction transaction) {
    return transaction.operation() instanceof Operation.Ethereum ethereum
        ? ethereum.transaction().type()
        : EthereumTransaction.LEGACY;
  }

  /** The callee that Ethereum's tools are told; empty of one that makes a contract. */
  static Optional<Address> to(Transaction transaction) {
    return switch (transaction.operation()) {
      case Operation.Ethereum ethereum -> ethereum.transaction().to();
      case Operation.Deploy deploy -> Optional.empty();
      case Operation.Call call -> Optional.of(call.to());
      case Operation.Transfer transfer -> Optional.of(transfer.to());
      default -> Optional.of(transaction.sender());
    };
  }

  private static EthereumTransaction decode(Bytes body) {
    try {
      return EthereumTransaction.decode(body.unsafeArray());
    } catch (RlpException e) {
      throw new IllegalStateException("the ledger holds a transaction that cannot be decoded", e);
    }
  }

  private static void ethereum(Members out, EthereumTransaction tx, @Nullable Place place) {
    out.put("gas", Hex.quantity(tx.gasLimit()));
    out.put(
        "gasPrice",
        Hex.quantity(
            place == null ? tx.maxFeePerGas() : tx.effectiveGasPrice(place.baseFee().atto())));
    if (tx.type() >= EthereumTransaction.DYNAMIC_FEE) {
      out.put("maxFeePerGas", Hex.quantity(tx.maxFeePerGas()));
      out.put("maxPriorityFeePerGas", Hex.quantity(tx.maxPriorityFeePerGas()));
    }
    out.put("input", Hex.data(tx.input()));
    out.put("nonce", Hex.quantity(tx.nonce()));
    out.put("to", tx.to().map(Hex::data).orElse(null));
    out.put("value", Hex.quantity(tx.value()));
    out.put("type", Hex.quantity(tx.type()));
    if (tx.type() != EthereumTransaction.LEGACY) {
      out.put("accessList", tx.accessList().stream().map(TransactionJson::entry).toList());
    }
    tx.chainId().ifPresent(id -> out.put("chainId", Hex.quantity(id)));
    if (tx.type() == EthereumTransaction.SET_CODE) {
      out.put(
          "authorizationList",
          tx.authorizations().stream().map(TransactionJson::authorization).toList());
    }
    out.put("v", Hex.quantity(tx.v()));
    out.put("r", Hex.quantity(tx.signature().r()));
    out.put("s", Hex.quantity(tx.signature().s()));
    if (tx.type() != EthereumTransaction.LEGACY) {
      out.put("yParity", Hex.quantity(tx.signature().yParity()));
    }
  }

  private static Map<String, @Nullable Object> entry(AccessListEntry entry) {
    return new Members()
        .put("address", Hex.data(entry.address()))
        .put("storageKeys", entry.storageKeys().stream().map(Hex::data).toList())
        .map();
  }

  private static Map<String, @Nullable Object> authorization(SignedAuthorization each) {
    return new Members()
        .put("chainId", Hex.quantity(each.chainId()))
        .put("address", Hex.data(each.address()))
        .put("nonce", Hex.quantity(each.nonce()))
        .put("yParity", Hex.quantity(each.yParity()))
        .put("r", Hex.quantity(each.r()))
        .put("s", Hex.quantity(each.s()))
        .map();
  }

  private static void ghost(Members out, Transaction transaction, @Nullable Place place) {
    Operation operation = transaction.operation();
    out.put(
        "gas", operation instanceof Operation.Contract run ? Hex.quantity(run.gasLimit()) : ZERO);
    out.put(
        "gasPrice",
        operation instanceof Operation.Contract run ? Hex.quantity(price(run, place)) : ZERO);
    out.put("input", Hex.data(input(transaction)));
    out.put("nonce", Hex.quantity(transaction.nonce()));
    out.put("to", to(transaction).map(Hex::data).orElse(null));
    out.put("value", Hex.quantity(value(operation)));
    out.put("type", ZERO);
    out.put("v", ZERO);
    out.put("r", ZERO);
    out.put("s", ZERO);
  }

  private static BigInteger price(Operation.Contract run, @Nullable Place place) {
    BigInteger most = run.maxFeePerGas().atto();
    return place == null
        ? most
        : most.min(place.baseFee().atto().add(run.maxPriorityFeePerGas().atto()));
  }

  private static Bytes input(Transaction transaction) {
    return switch (transaction.operation()) {
      case Operation.Deploy deploy -> deploy.code();
      case Operation.Call call -> call.input();
      case Operation.Transfer transfer -> Bytes.EMPTY;
      default -> transaction.signed().body();
    };
  }

  private static Amount value(Operation operation) {
    return switch (operation) {
      case Operation.Contract run -> run.value();
      case Operation.Transfer transfer -> transfer.amount();
      default -> Amount.ZERO;
    };
  }

  /** All of a block's. */
  static List<Map<String, @Nullable Object>> all(Block block) {
    return java.util.stream.IntStream.range(0, block.transactions().size())
        .mapToObj(i -> of(block.transactions().get(i), Place.of(block, i)))
        .toList();
  }
}
