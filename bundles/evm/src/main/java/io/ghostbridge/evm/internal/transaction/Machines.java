package io.ghostbridge.evm.internal.transaction;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Host;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.VirtualMachine;
import io.ghostbridge.api.vm.WorldState;
import io.ghostbridge.evm.internal.CodeMarks;
import java.util.List;

/**
 * The machines that are there for one transaction: the first that recognises code runs it,
 * Ethereum's where none does and the code does not begin with another format's mark. Ethereum's
 * needs no Java stack for its calls; the others get a thread with a deep one.
 */
public final class Machines {
  private final List<VirtualMachine> others;
  private final VirtualMachine evm;
  private final DeepStack deepStack;

  /** In this order, {@code evm} last. */
  public Machines(List<VirtualMachine> others, VirtualMachine evm, DeepStack deepStack) {
    this.others = others;
    this.evm = evm;
    this.deepStack = deepStack;
  }

  ExecutionResult run(Message message, Bytes code, WorldState world, Host host) {
    for (VirtualMachine machine : others) {
      if (machine.recognises(code)) {
        return deepStack.run(() -> machine.execute(message, code, world, host));
      }
    }
    if (CodeMarks.isMarked(code)) {
      // To run it as Ethereum's would give a result that no other node comes to.
      throw new IllegalStateException(
          "no machine is there for the format that the code at "
              + message.codeAddress()
              + " begins with: install and start its bundle");
    }
    return evm.execute(message, code, world, host);
  }
}
