package io.ghostbridge.ledger.internal;

import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.ChainParameters;
import io.ghostbridge.api.ledger.CommittedTransaction;
import io.ghostbridge.api.ledger.HeightUnavailableException;
import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.api.ledger.LedgerView;
import io.ghostbridge.api.ledger.Sequencer;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.ledger.internal.chain.Chain;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The chain as clients see it: reading by the node's own chain, submitting by the sequencer. */
@Component
public final class LedgerService implements Ledger {
  private final Chain chain;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Sequencer sequencer;

  /** The ledger of {@code node}. */
  @Activate
  public LedgerService(@Reference LedgerNode node) {
    this.chain = node.chain();
  }

  /** Without a container: for tests of bundles that use a ledger. */
  public LedgerService(Chain chain, Sequencer sequencer) {
    this.chain = chain;
    this.sequencer = sequencer;
  }

  @Override
  public ChainParameters parameters() {
    return chain.parameters();
  }

  @Override
  public CompletableFuture<CommittedTransaction> submit(SignedTransaction transaction) {
    Sequencer orderer = sequencer;
    if (orderer == null) {
      return CompletableFuture.failedFuture(
          new TransactionRejectedException(
              TransactionRejectedException.Reason.UNAVAILABLE,
              "no sequencer is running on this node: try again later, or see its log"));
    }
    return orderer.submit(transaction);
  }

  @Override
  public Block head() {
    return chain.head();
  }

  @Override
  public Optional<Block> block(long height) {
    return chain.block(height);
  }

  @Override
  public Optional<Block> block(Hash hash) {
    return chain.block(hash);
  }

  @Override
  public Optional<CommittedTransaction> transaction(Hash id) {
    return chain.transaction(id);
  }

  @Override
  public LedgerView view() {
    return chain.view();
  }

  @Override
  public LedgerView viewAt(long height) throws HeightUnavailableException {
    return chain.viewAt(height);
  }

  @Override
  public Flow.Publisher<Block> blocks(long fromHeight) {
    return chain.blocks(fromHeight);
  }
}
