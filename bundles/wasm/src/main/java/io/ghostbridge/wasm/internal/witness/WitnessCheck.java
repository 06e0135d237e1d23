package io.ghostbridge.wasm.internal.witness;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.ExecutionError;
import io.ghostbridge.api.vm.ExecutionProof;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.VirtualMachine;
import java.util.Optional;
import java.util.function.Function;

/** Checks a claim of how a call ends by executing it again. */
public final class WitnessCheck {
  private WitnessCheck() {}

  /**
   * Whether the call ends as {@code proof} says.
   *
   * @param machine runs the code
   * @param keccak computes Keccak-256
   */
  public static boolean holds(
      VirtualMachine machine, ExecutionProof proof, Function<Bytes, Hash> keccak) {
    WitnessState world = new WitnessState(proof.accounts(), proof.codes(), proof.storage(), keccak);
    WitnessHost host = new WitnessHost(machine, world, proof.block(), proof.transaction());
    try {
      ExecutionResult result = machine.execute(proof.message(), proof.code(), world, host);
      if (!result.succeeded()) {
        world.revertTo(0);
      }
      return sameResult(result, proof.result()) && world.changes().equals(proof.changes());
    } catch (MissingWitnessException e) {
      return false;
    }
  }

  /** All but the words of a failure, which may differ between tiers. */
  private static boolean sameResult(ExecutionResult one, ExecutionResult other) {
    return one.status() == other.status()
        && one.gasLeft() == other.gasLeft()
        && one.gasUsed() == other.gasUsed()
        && one.refund() == other.refund()
        && one.output().equals(other.output())
        && failure(one).equals(failure(other));
  }

  private static Optional<Failure> failure(ExecutionResult result) {
    return result.error().map(ExecutionError::failure);
  }
}
