package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.crypto.RecoverableSignatureScheme;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.jsonrpc.JsonRpcMethods;
import io.ghostbridge.api.ledger.ContractLedger;
import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.api.ledger.PendingTransactions;
import io.ghostbridge.ethereum.transaction.SenderRecovery;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Offers Ethereum's methods for as long as there is a chain. */
@Component(
    service = {},
    immediate = true,
    configurationPid = "io.ghostbridge.ethereum.rpc")
@Designate(ocd = EthereumRpcConfig.class)
public final class EthereumRpcComponent {
  private final AtomicReference<@Nullable RecoverableSignatureScheme> scheme =
      new AtomicReference<>();
  private final EthereumMethods methods;
  private final ServiceRegistration<JsonRpcMethods> registration;

  /** Registers the methods. */
  @Activate
  public EthereumRpcComponent(
      BundleContext context,
      EthereumRpcConfig config,
      @Reference Ledger ledger,
      @Reference ContractLedger contracts,
      @Reference PendingTransactions pending) {
    Version version = context.getBundle().getVersion();
    methods =
        new EthereumMethods(
            new Chain(ledger, contracts, pending),
            config,
            this::recovery,
            version.getMajor() + "." + version.getMinor() + "." + version.getMicro());
    registration = context.registerService(JsonRpcMethods.class, methods, null);
  }

  @Reference(
      target = "(" + SignatureScheme.ALGORITHM + "=" + SenderRecovery.ALGORITHM + ")",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeScheme")
  void addScheme(RecoverableSignatureScheme added) {
    scheme.set(added);
  }

  void removeScheme(RecoverableSignatureScheme removed) {
    scheme.compareAndSet(removed, null);
  }

  private @Nullable SenderRecovery recovery() {
    RecoverableSignatureScheme present = scheme.get();
    return present == null ? null : new SenderRecovery(present);
  }

  /** Waits until no call needs this any more, then ends what is left. */
  @Deactivate
  public void close() {
    registration.unregister();
    methods.close();
  }
}
