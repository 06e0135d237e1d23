package io.ghostbridge.wasm.internal.host;

/** A function that contracts import. */
@FunctionalInterface
public interface HostCall {
  /**
   * Runs it.
   *
   * @param call the contract's call
   * @param args the arguments; 32-bit ones in the low half
   * @return the result, if the function has one
   * @throws ContractEnd if it ends the contract
   * @throws ContractFailure if the contract broke a rule
   */
  long run(ContractCall call, long[] args);
}
