package io.ghostbridge.wasm.internal.host;

import io.ghostbridge.api.vm.Failure;
import run.endive.runtime.GlobalInstance;

/** The gas of a call, which its module counts in a global. */
public final class GuestGas {
  private final GlobalInstance counter;

  /** Takes the module's counter. */
  public GuestGas(GlobalInstance counter) {
    this.counter = counter;
  }

  /** What is left; negative once it did not suffice. */
  public long left() {
    return counter.getValue();
  }

  /** Sets what is left. */
  public void set(long gas) {
    counter.setValue(gas);
  }

  /**
   * Takes {@code gas}, at least 0.
   *
   * @throws ContractFailure if there is less
   */
  public void charge(long gas) {
    long left = counter.getValue();
    if (gas > left) {
      throw new ContractFailure(
          Failure.OUT_OF_GAS, "a call to the host costs " + gas + " gas, and " + left + " is left");
    }
    counter.setValue(left - gas);
  }

  /** Gives back what a callee left. */
  void giveBack(long gas) {
    counter.setValue(counter.getValue() + gas);
  }
}
