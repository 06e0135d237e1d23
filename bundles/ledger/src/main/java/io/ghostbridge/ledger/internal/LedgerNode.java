package io.ghostbridge.ledger.internal;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.BlockExecutor;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.ledger.internal.chain.Chain;
import io.ghostbridge.ledger.internal.chain.LedgerStartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The chain in the data directory, as sequencers drive it. It knows no sequencer, so that the two
 * can start one after the other; {@link LedgerService} does.
 */
@Component(
    configurationPid = "io.ghostbridge.ledger",
    service = {BlockExecutor.class, LedgerNode.class},
    immediate = true)
@Designate(ocd = LedgerConfig.class)
public final class LedgerNode implements BlockExecutor {
  private static final String DATA_DIRECTORY = "ghost.data.directory";
  private static final String CONFIG_DIRECTORY = "ghost.config.directory";
  private static final long DEFAULT_SUPPLY_GHOST = 1_000_000_000;

  private final BlockListeners listeners;
  private final Chain chain;

  /** Checks what is on the disk and starts. */
  @Activate
  public LedgerNode(
      BundleContext context,
      @Reference(target = "(" + SignatureScheme.ALGORITHM + "=ed25519)") SignatureScheme scheme,
      @Reference(target = "(" + SigningKey.ROLE + "=operator)") SigningKey operatorKey,
      LedgerConfig config)
      throws IOException, LedgerStartException {
    String data = context.getProperty(DATA_DIRECTORY);
    if (data == null) {
      throw new LedgerStartException(
          "the framework property " + DATA_DIRECTORY + " is missing: start by bin/ghostbridge");
    }
    String configuration = context.getProperty(CONFIG_DIRECTORY);
    var settings =
        LedgerSettings.of(
            config,
            Path.of(data),
            configuration == null ? null : Path.of(configuration),
            () -> allTo(operatorKey));
    listeners = new BlockListeners(context);
    try {
      chain =
          new Chain(
              settings,
              algorithm -> algorithm.equals(scheme.algorithm()) ? scheme : null,
              listeners);
    } catch (IOException | LedgerStartException | RuntimeException e) {
      listeners.close();
      throw e;
    }
  }

  private static SortedMap<Address, Amount> allTo(SigningKey key) {
    SortedMap<Address, Amount> allocations = new TreeMap<>();
    allocations.put(
        Address.ofEd25519(key.publicKey().unsafeArray()), Amount.ofGhost(DEFAULT_SUPPLY_GHOST));
    return allocations;
  }

  Chain chain() {
    return chain;
  }

  @Override
  public Transaction check(SignedTransaction transaction) throws TransactionRejectedException {
    return chain.check(transaction);
  }

  @Override
  public Block head() {
    return chain.head();
  }

  @Override
  public Proposal propose(List<Transaction> candidates, long timeMillis, Bytes proposerPublicKey) {
    return chain.propose(candidates, timeMillis, proposerPublicKey);
  }

  @Override
  public Block commit(Proposal proposal, Bytes signature) {
    return chain.commit(proposal, signature);
  }

  /** Returns when no thread and no open file of the chain is left. */
  @Deactivate
  void stop() {
    chain.close();
    listeners.close();
  }
}
