package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.BlockHeader;
import io.ghostbridge.api.ledger.Receipt;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.ledger.internal.codec.HeaderCodec;
import io.ghostbridge.ledger.internal.codec.ReceiptCodec;
import io.ghostbridge.ledger.internal.execution.BaseFee;
import io.ghostbridge.ledger.internal.execution.BlockExecution;
import io.ghostbridge.ledger.internal.execution.BlockStart;
import io.ghostbridge.ledger.internal.execution.ChainRules;
import io.ghostbridge.ledger.internal.execution.Machines;
import io.ghostbridge.ledger.internal.hash.MerkleList;
import io.ghostbridge.ledger.internal.hash.Sha256;
import io.ghostbridge.ledger.internal.state.StateSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/** Executes transactions on top of a block. For one thread at a time. */
final class Proposer {
  private final ChainRules rules;
  private final TransactionCheck check;
  private final VerifiedTransactions verified;
  private final Machines machines;
  private final LongFunction<Hash> hashes;

  Proposer(
      ChainRules rules,
      TransactionCheck check,
      VerifiedTransactions verified,
      Machines machines,
      LongFunction<Hash> hashes) {
    this.rules = rules;
    this.check = check;
    this.verified = verified;
    this.machines = machines;
    this.hashes = hashes;
  }

  BlockProposal propose(
      List<Transaction> candidates,
      long timeMillis,
      Bytes proposerPublicKey,
      Block parent,
      StateSnapshot state) {
    BlockStart start =
        new BlockStart(
            Address.ofEd25519(proposerPublicKey.unsafeArray()),
            Math.max(timeMillis, parent.header().timeMillis()),
            BaseFee.next(parent.header(), rules.parameters().contracts()),
            parent.hash(),
            hashes);
    BlockExecution execution = new BlockExecution(rules, state, start, machines);
    List<Transaction> included = new ArrayList<>(candidates.size());
    Map<Transaction, TransactionRejectedException> rejected = new LinkedHashMap<>();
    List<Transaction> deferred = new ArrayList<>();
    Set<Hash> seen = new HashSet<>();
    for (Transaction candidate : candidates) {
      try {
        requireVerified(candidate);
        if (candidate.nonce() > execution.nonce(candidate.sender())) {
          deferred.add(candidate);
        } else if (execution.hasPlaceFor(candidate) && seen.add(candidate.id())) {
          execution.execute(candidate);
          included.add(candidate);
        }
      } catch (TransactionRejectedException e) {
        rejected.put(candidate, e);
      }
    }
    return proposal(parent, start, proposerPublicKey, execution, included, rejected, deferred);
  }

  private void requireVerified(Transaction candidate) throws TransactionRejectedException {
    if (!verified.contains(candidate) && !check.checkForm(candidate.signed()).equals(candidate)) {
      throw new TransactionRejectedException(
          TransactionRejectedException.Reason.MALFORMED,
          "the transaction is not the one that its signed body describes");
    }
  }

  private BlockProposal proposal(
      Block parent,
      BlockStart start,
      Bytes proposerPublicKey,
      BlockExecution execution,
      List<Transaction> included,
      Map<Transaction, TransactionRejectedException> rejected,
      List<Transaction> deferred) {
    BlockExecution.Outcome outcome = execution.finish();
    BlockHeader header =
        new BlockHeader(
            rules.parameters().chainId(),
            parent.height() + 1,
            start.timeMillis(),
            parent.hash(),
            transactionsRoot(included),
            outcome.stateRoot(),
            receiptsRoot(outcome.receipts()),
            proposerPublicKey,
            outcome.gasUsed(),
            start.baseFee());
    return new BlockProposal(
        header,
        HeaderCodec.encode(header),
        outcome,
        List.copyOf(included),
        Map.copyOf(rejected),
        List.copyOf(deferred));
  }

  static Hash transactionsRoot(List<Transaction> transactions) {
    return new MerkleList(new Sha256())
        .root(transactions.stream().map(each -> each.id().bytes().unsafeArray()).toList());
  }

  static Hash receiptsRoot(List<Receipt> receipts) {
    return new MerkleList(new Sha256())
        .root(
            receipts.stream()
                .map(receipt -> ReceiptCodec.toMessage(receipt).toByteArray())
                .toList());
  }
}
