package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.BlockExecutor.Proposal;
import io.ghostbridge.api.ledger.ChainParameters;
import io.ghostbridge.api.ledger.Receipt;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.ledger.internal.execution.ChainRules;
import io.ghostbridge.ledger.internal.execution.Machines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A real chain in a directory, driven block by block. */
final class TestNode implements AutoCloseable {
  static final TestAccount RICH = new TestAccount(1);
  static final SigningKey PRODUCER = new TestAccount(2).key();
  static final Amount SUPPLY = Amount.ofGhost(1_000_000_000);
  static final int RETAINED = 16;

  final Chain chain;
  final List<Block> heard = new ArrayList<>();

  TestNode(Path directory) throws IOException, LedgerStartException {
    this(settings(directory, parameters("ghost-test"), Optional.empty(), 1 << 20));
  }

  TestNode(ChainSettings settings) throws IOException, LedgerStartException {
    this(settings, new TestMachine());
  }

  TestNode(ChainSettings settings, Machines machines) throws IOException, LedgerStartException {
    chain = new Chain(settings, TestNode::scheme, machines, heard::add);
  }

  static SignatureScheme scheme(String algorithm) {
    return algorithm.equals(Signatures.SECP256K1) ? EthereumSender.SCHEME : new TestScheme();
  }

  static ChainParameters parameters(String chainId) {
    return new ChainParameters(
        chainId, TestAccount.FEE, TestAccount.REGISTRATION, 100, 1000, 10_000, 65_536);
  }

  static ChainSettings settings(
      Path directory,
      ChainParameters parameters,
      Optional<SortedMap<Address, Amount>> allocations,
      long segmentBytes) {
    return new ChainSettings(
        directory,
        new ChainRules(parameters, "ghost"),
        allocations,
        () -> new TreeMap<>(java.util.Map.of(RICH.address(), SUPPLY)),
        segmentBytes,
        16,
        RETAINED);
  }

  static TestAccount rich() {
    return new TestAccount(1);
  }

  /** Commits a block of {@code transactions}, all of which must be in it. */
  Block commit(SignedTransaction... transactions) throws TransactionRejectedException {
    List<Transaction> candidates = new ArrayList<>();
    for (SignedTransaction transaction : transactions) {
      candidates.add(chain.check(transaction));
    }
    Proposal proposal = chain.propose(candidates, System.currentTimeMillis(), PRODUCER.publicKey());
    if (proposal.included().size() != transactions.length) {
      throw new AssertionError(
          "left out: " + proposal.rejected() + ", deferred: " + proposal.deferred());
    }
    return commit(proposal);
  }

  Block commit(Proposal proposal) {
    return chain.commit(proposal, Bytes.wrap(PRODUCER.sign(proposal.signedBytes().unsafeArray())));
  }

  Receipt run(SignedTransaction transaction) throws TransactionRejectedException {
    return commit(transaction).receipts().getFirst();
  }

  void empty(int blocks) throws TransactionRejectedException {
    for (int i = 0; i < blocks; i++) {
      commit();
    }
  }

  @Override
  public void close() {
    chain.close();
  }
}
