package io.ghostbridge.ledger.internal;

import io.ghostbridge.api.crypto.RecoverableSignatureScheme;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.BlockExecutor;
import io.ghostbridge.api.ledger.ChainVerifier;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.ethereum.transaction.SenderRecovery;
import io.ghostbridge.ledger.internal.chain.Chain;
import io.ghostbridge.ledger.internal.chain.LedgerStartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The chain in the data directory, as sequencers drive it. It knows no sequencer, so that the two
 * can start one after the other; {@link LedgerService} does.
 */
@Component(
    configurationPid = "io.ghostbridge.ledger",
    service = {BlockExecutor.class, ChainVerifier.class, LedgerNode.class},
    immediate = true)
@Designate(ocd = LedgerConfig.class)
public final class LedgerNode implements BlockExecutor, ChainVerifier {
  private static final String DATA_DIRECTORY = "ghost.data.directory";
  private static final String CONFIG_DIRECTORY = "ghost.config.directory";
  private static final long DEFAULT_SUPPLY_GHOST = 1_000_000_000;

  private final BlockListeners listeners;
  private final InstalledMachines machines;
  private final Chain chain;

  /** Only Ethereum's transactions need it, and only when they come. */
  @Reference(
      target = "(" + SignatureScheme.ALGORITHM + "=" + SenderRecovery.ALGORITHM + ")",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable RecoverableSignatureScheme secp256k1;

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
    machines = new InstalledMachines(context);
    try {
      chain =
          new Chain(
              settings,
              algorithm -> algorithm.equals(scheme.algorithm()) ? scheme : other(algorithm),
              machines,
              listeners);
    } catch (IOException | LedgerStartException | RuntimeException e) {
      machines.close();
      listeners.close();
      throw e;
    }
  }

  private @Nullable SignatureScheme other(String algorithm) {
    return algorithm.equals(SenderRecovery.ALGORITHM) ? secp256k1 : null;
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
  public Amount nextBaseFee() {
    return chain.nextBaseFee();
  }

  @Override
  public Proposal propose(List<Transaction> candidates, long timeMillis, Bytes proposerPublicKey) {
    return chain.propose(candidates, timeMillis, proposerPublicKey);
  }

  @Override
  public Block commit(Proposal proposal, Bytes signature) {
    return chain.commit(proposal, signature);
  }

  @Override
  public Optional<String> verifyChain(LongPredicate progress) {
    return chain.verifyChain(progress);
  }

  /** Returns when no thread and no open file of the chain is left. */
  @Deactivate
  void stop() {
    chain.close();
    machines.close();
    listeners.close();
  }
}
