package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.ContractLedger;
import io.ghostbridge.api.ledger.ContractParameters;
import io.ghostbridge.api.ledger.ContractView;
import io.ghostbridge.api.ledger.HeightUnavailableException;
import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.api.ledger.PendingTransactions;
import java.util.Optional;

/** The chain's services, and the blocks and states that clients name. Any thread. */
record Chain(Ledger ledger, ContractLedger contracts, PendingTransactions pending) {
  ContractParameters parameters() {
    return ledger.parameters().contracts();
  }

  long head() {
    return ledger.head().height();
  }

  /** The committed block; the latest where the pending one is meant. */
  Optional<Block> block(BlockSelector selector) {
    return switch (selector) {
      case BlockSelector.Latest latest -> Optional.of(ledger.head());
      case BlockSelector.Pending pendingBlock -> Optional.of(ledger.head());
      case BlockSelector.Height number -> ledger.block(number.height());
      case BlockSelector.OfHash hash -> ledger.block(hash.hash());
    };
  }

  /** The same, which has to be there. */
  Block required(BlockSelector selector) throws JsonRpcException {
    return block(selector).orElseThrow(() -> RpcErrors.server("header not found"));
  }

  /** The state after the block. */
  ContractView state(BlockSelector selector) throws JsonRpcException {
    if (selector instanceof BlockSelector.Latest || selector instanceof BlockSelector.Pending) {
      return contracts.contracts();
    }
    try {
      return contracts.contractsAt(required(selector).height());
    } catch (HeightUnavailableException e) {
      throw RpcErrors.unavailable(e);
    }
  }
}
