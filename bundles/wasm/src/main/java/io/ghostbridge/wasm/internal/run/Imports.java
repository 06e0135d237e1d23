package io.ghostbridge.wasm.internal.run;

import io.ghostbridge.api.vm.Tracer;
import io.ghostbridge.wasm.internal.host.ContractCall;
import io.ghostbridge.wasm.internal.host.ContractEnd;
import io.ghostbridge.wasm.internal.host.ContractFailure;
import io.ghostbridge.wasm.internal.host.HostCall;
import io.ghostbridge.wasm.internal.host.HostCalls;
import io.ghostbridge.wasm.internal.module.ContractInterface;
import io.ghostbridge.wasm.internal.module.FunctionType;
import io.ghostbridge.wasm.internal.module.ValueType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.wasm.types.ValType;

/**
 * The functions that one call's instance imports. What goes wrong in the host itself, and not in
 * the contract, is kept apart: it must never become a result.
 */
final class Imports {
  private static final long[] NOTHING = {};

  private final @Nullable Tracer tracer;
  private @Nullable ContractCall call;
  private @Nullable Throwable hostFailure;

  /** Tells {@code tracer}, if there is one, of each call. */
  Imports(@Nullable Tracer tracer) {
    this.tracer = tracer;
  }

  /** Makes the functions with {@code names}. */
  ImportValues values(List<String> names) {
    ImportValues.Builder values = ImportValues.builder();
    for (String name : names) {
      FunctionType type = Objects.requireNonNull(ContractInterface.functions().get(name));
      HostCall function = HostCalls.get(name);
      values.addFunction(
          new HostFunction(
              ContractInterface.MODULE,
              name,
              run.endive.wasm.types.FunctionType.of(types(type.params()), types(type.results())),
              (Instance instance, long... args) ->
                  run(name, function, type.results().isEmpty(), args)));
    }
    return values.build();
  }

  private static List<ValType> types(List<ValueType> types) {
    return types.stream().map(type -> type == ValueType.I32 ? ValType.I32 : ValType.I64).toList();
  }

  /** Sets the call that the functions serve. */
  void serve(ContractCall current) {
    call = current;
  }

  /** What went wrong in the host, if anything did. */
  @Nullable Throwable hostFailure() {
    return hostFailure;
  }

  private long[] run(String name, HostCall function, boolean isVoid, long[] args) {
    ContractCall current = Objects.requireNonNull(call);
    try {
      if (tracer != null) {
        tracer.step(new HostStep(current, name, new HostStep.Arguments(args)));
      }
      current.gas().charge(HostCalls.baseGas());
      long result = function.run(current, args);
      return isVoid ? NOTHING : new long[] {result};
    } catch (ContractEnd | ContractFailure e) {
      throw e;
    } catch (RuntimeException | Error e) {
      hostFailure = e;
      throw e;
    }
  }
}
