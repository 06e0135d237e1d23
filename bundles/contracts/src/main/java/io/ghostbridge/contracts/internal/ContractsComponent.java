package io.ghostbridge.contracts.internal;

import io.ghostbridge.api.ledger.BlockExecutor;
import io.ghostbridge.api.ledger.ContractLedger;
import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.api.vm.VirtualMachine;
import io.ghostbridge.services.StreamingService;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Serves contracts for as long as there is a ledger; machines come and go meanwhile. */
@Component(
    service = {},
    configurationPid = "io.ghostbridge.contracts")
@Designate(ocd = ContractsConfig.class)
public final class ContractsComponent {
  private final Formats formats = new Formats();
  private final ContractService service;
  private final StreamingService registration;

  /** Begins to serve. */
  @Activate
  public ContractsComponent(
      BundleContext context,
      ContractsConfig config,
      @Reference Ledger ledger,
      @Reference ContractLedger contracts,
      @Reference BlockExecutor executor) {
    service = new ContractService(ledger, contracts, executor, formats, config);
    registration = new StreamingService(context, service, Map.of(), service::endStreams);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeMachine")
  void addMachine(VirtualMachine machine) {
    formats.add(machine);
  }

  void removeMachine(VirtualMachine machine) {
    formats.remove(machine);
  }

  /** Ends the streams, waits for the dispatcher's drain, then ends what is left. */
  @Deactivate
  public void close() {
    registration.close();
    service.close();
  }
}
