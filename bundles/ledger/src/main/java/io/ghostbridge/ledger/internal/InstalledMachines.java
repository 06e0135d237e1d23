package io.ghostbridge.ledger.internal;

import io.ghostbridge.api.vm.ContractExecutor;
import io.ghostbridge.api.vm.VirtualMachine;
import io.ghostbridge.ledger.internal.execution.Machines;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** The machines that are registered as services. The set of formats is swapped when one changes. */
final class InstalledMachines implements Machines, AutoCloseable {
  private final ServiceTracker<ContractExecutor, ContractExecutor> executors;
  private final ServiceTracker<VirtualMachine, String> machines;
  private volatile Set<String> formats = Set.of();

  InstalledMachines(BundleContext context) {
    executors = new ServiceTracker<>(context, ContractExecutor.class, null);
    machines =
        new ServiceTracker<>(context, VirtualMachine.class, null) {
          @Override
          public @Nullable String addingService(ServiceReference<VirtualMachine> reference) {
            if (!(reference.getProperty(VirtualMachine.FORMAT) instanceof String format)) {
              return null;
            }
            change(format, true);
            return format;
          }

          @Override
          public void removedService(ServiceReference<VirtualMachine> reference, String format) {
            change(format, false);
          }
        };
    executors.open();
    machines.open();
  }

  private synchronized void change(String format, boolean added) {
    Set<String> changed = new HashSet<>(formats);
    if (added) {
      changed.add(format);
    } else {
      changed.remove(format);
    }
    formats = Set.copyOf(changed);
  }

  @Override
  public @Nullable ContractExecutor executor() {
    return executors.getService();
  }

  @Override
  public boolean runs(String format) {
    return formats.contains(format);
  }

  @Override
  public void close() {
    machines.close();
    executors.close();
  }
}
