package io.ghostbridge.api.vm;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Sees every instruction with what EIP-3155 lists: the machine as it was before the instruction,
 * shown once its cost is known, and before the first instruction of what it calls. A traced
 * execution is interpreted, and gives the same result as one that is not. Called on the executing
 * thread.
 */
@ConsumerType
public interface Tracer {
  /** An instruction; {@code step} is valid during this call only. */
  void step(TraceStep step);

  /** A call begins; the steps that follow are its own until the {@link #exit} that matches. */
  default void enter(Message message) {}

  /** A call ended. */
  default void exit(Message message, ExecutionResult result) {}

  /**
   * A contract ends itself within the call that is under way (SELFDESTRUCT); whether it goes with
   * it is the rules' (EIP-6780).
   *
   * @param contract the contract
   * @param beneficiary who gets its balance
   * @param balance what that was
   */
  default void selfDestruct(Address contract, Address beneficiary, Word balance) {}

  /** A view of the machine before an instruction. */
  @org.osgi.annotation.versioning.ProviderType
  interface TraceStep {
    /** The offset of the instruction in the code. */
    int pc();

    /** The instruction's number in the code's own numbering. */
    int opcode();

    /** The instruction's name, such as {@code PUSH1}. */
    String opcodeName();

    /** The gas before the instruction. */
    long gas();

    /** What the instruction costs, gas handed to a callee included. */
    long gasCost();

    /** The size of the memory in bytes, before the instruction. */
    int memorySize();

    /** A copy of the memory. */
    Bytes memory();

    /** The number of words on the stack. */
    int stackSize();

    /** A word of the stack; 0 is the lowest. */
    Word stack(int index);

    /** What the last call returned. */
    Bytes returnData();

    /** The depth of the call, from 1 for the transaction's own, as EIP-3155 counts. */
    int depth();

    /** The transaction's refund counter. */
    long refund();

    /** Why the instruction failed, or empty. */
    String error();
  }
}
