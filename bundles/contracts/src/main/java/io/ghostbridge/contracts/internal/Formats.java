package io.ghostbridge.contracts.internal;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.VirtualMachine;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/** The machines that are installed, to tell what format a code has. Any thread. */
final class Formats {
  private static final String UNKNOWN = "unknown";

  private final Set<VirtualMachine> machines = new CopyOnWriteArraySet<>();

  void add(VirtualMachine machine) {
    machines.add(machine);
  }

  void remove(VirtualMachine machine) {
    machines.remove(machine);
  }

  /** The format of {@code code}; Ethereum's bytecode has no mark, so its machine is asked last. */
  String of(Bytes code) {
    List<String> formats =
        machines.stream()
            .filter(machine -> machine.recognises(code))
            .map(VirtualMachine::format)
            .toList();
    return formats.stream()
        .filter(format -> !format.equals(VirtualMachine.EVM))
        .findFirst()
        .orElseGet(() -> formats.isEmpty() ? UNKNOWN : VirtualMachine.EVM);
  }
}
