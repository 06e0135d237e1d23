package io.ghostbridge.wasm.internal.run;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Tracer.TraceStep;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.wasm.internal.host.ContractCall;
import io.ghostbridge.wasm.internal.host.HostCalls;
import io.ghostbridge.wasm.internal.module.ContractInterface;
import io.ghostbridge.wasm.internal.module.FunctionType;
import io.ghostbridge.wasm.internal.module.ValueType;
import java.util.Objects;

/**
 * A step of a trace: a call to the host, with its arguments as the stack. What a module does
 * between two of them is not told; what it cost shows in the gas.
 *
 * @param call the contract's call
 * @param name of the function
 * @param arguments what it is given
 */
record HostStep(ContractCall call, String name, Arguments arguments) implements TraceStep {
  /** Numbers as Endive hands them over. */
  static final class Arguments {
    private final long[] values;

    Arguments(long[] values) {
      this.values = values.clone();
    }
  }

  /** A contract has no offset when it is in the host. */
  @Override
  public int pc() {
    return 0;
  }

  /** WebAssembly's {@code call}. */
  @Override
  public int opcode() {
    return 0x10;
  }

  @Override
  public String opcodeName() {
    return ContractInterface.MODULE + "." + name;
  }

  @Override
  public long gas() {
    return call.gas().left();
  }

  /** What is certain before the function runs. */
  @Override
  public long gasCost() {
    return HostCalls.baseGas();
  }

  @Override
  public int memorySize() {
    return call.memory().size();
  }

  @Override
  public Bytes memory() {
    return call.memory().bytes(0, call.memory().size());
  }

  @Override
  public int stackSize() {
    return arguments.values.length;
  }

  @Override
  public Word stack(int index) {
    FunctionType type = Objects.requireNonNull(ContractInterface.functions().get(name));
    long value = arguments.values[index];
    return Word.of(type.params().get(index) == ValueType.I32 ? value & 0xffff_ffffL : value);
  }

  @Override
  public Bytes returnData() {
    return call.returnData();
  }

  @Override
  public int depth() {
    return call.message().depth() + 1;
  }

  @Override
  public long refund() {
    return call.refund();
  }

  @Override
  public String error() {
    return "";
  }
}
