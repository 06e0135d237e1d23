package io.ghostbridge.evm.internal;

import io.ghostbridge.api.vm.ContractExecutor;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.InvalidTransactionException;
import io.ghostbridge.api.vm.StateReader;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.api.vm.VirtualMachine;
import io.ghostbridge.evm.internal.transaction.DeepStack;
import io.ghostbridge.evm.internal.transaction.Machines;
import io.ghostbridge.evm.internal.transaction.TransactionExecution;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Executes transactions with whatever machines are there. */
@Component(service = ContractExecutor.class)
public final class TransactionExecutor implements ContractExecutor {
  private final EvmMachine evm;
  private final List<VirtualMachine> others = new CopyOnWriteArrayList<>();
  private final DeepStack deepStack = new DeepStack();

  /** Takes the machine that runs what no other recognises. */
  @Activate
  public TransactionExecutor(@Reference EvmMachine evm) {
    this.evm = evm;
  }

  /** A machine of another format came. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      target = "(!(" + VirtualMachine.FORMAT + "=" + VirtualMachine.EVM + "))")
  public void addMachine(VirtualMachine machine) {
    others.add(machine);
  }

  /** A machine goes. */
  public void removeMachine(VirtualMachine machine) {
    others.remove(machine);
  }

  /** Ends its threads. */
  @Deactivate
  public void close() {
    deepStack.close();
  }

  private TransactionExecution execution(StateReader state, Environment environment) {
    Machines machines = new Machines(List.copyOf(others), evm, deepStack);
    return new TransactionExecution(machines, evm.precompiles(), state, environment);
  }

  @Override
  public TransactionResult execute(
      ContractTransaction transaction, StateReader state, Environment environment)
      throws InvalidTransactionException {
    return execution(state, environment).execute(transaction);
  }

  @Override
  public TransactionResult call(
      ContractTransaction transaction, StateReader state, Environment environment)
      throws InvalidTransactionException {
    return execution(state, environment).call(transaction);
  }
}
