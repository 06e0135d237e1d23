package io.ghostbridge.wasm.internal.run;

import io.ghostbridge.api.vm.InvalidCodeException;
import io.ghostbridge.wasm.internal.meter.Meter;
import io.ghostbridge.wasm.internal.meter.MeteredModule;
import io.ghostbridge.wasm.internal.meter.ModuleMeter;
import io.ghostbridge.wasm.internal.module.ContractInterface;
import io.ghostbridge.wasm.internal.module.Module;
import io.ghostbridge.wasm.internal.module.Module.Export;
import io.ghostbridge.wasm.internal.module.ModuleReader;
import io.ghostbridge.wasm.internal.module.Rules;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import run.endive.compiler.InterpreterFallback;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.InterpreterMachine;
import run.endive.runtime.Machine;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.WasmModule;

/**
 * A contract that is validated, metered and parsed, and compiled once somebody asked for that. Safe
 * for use by any thread.
 */
final class Program {
  /** To make an instance at all. */
  private static final long INSTANCE_GAS = 1_000;

  private static final long ELEMENT_GAS = 2;
  private static final long GLOBAL_GAS = 20;
  private static final int MISSING = -1;

  private final WasmModule module;
  private final MeteredModule metered;
  private final List<String> imports;
  private final int callFunction;
  private final int deployFunction;
  private final long startGas;
  private final int weight;

  private volatile @Nullable Function<Instance, Machine> compiled;
  private boolean compilationFailed;

  private Program(Module source, MeteredModule metered, WasmModule module, int weight) {
    this.module = module;
    this.metered = metered;
    this.weight = weight;
    imports = source.imports().stream().map(Module.Import::name).toList();
    callFunction = function(source, ContractInterface.CALL);
    deployFunction = function(source, ContractInterface.DEPLOY);
    Module.Limits memory = source.memory();
    Module.Limits table = source.table();
    startGas =
        INSTANCE_GAS
            + (memory == null ? 0 : memory.minimum() * Meter.PAGE_GAS)
            + Meter.WORD_GAS * ((source.initializedBytes() + 31) / 32)
            + ELEMENT_GAS * (source.initializedElements() + (table == null ? 0 : table.minimum()))
            + GLOBAL_GAS * source.globalCount();
  }

  private static int function(Module source, String name) {
    return source.exports().stream()
        .filter(export -> export.name().equals(name))
        .mapToInt(Export::index)
        .findFirst()
        .orElse(MISSING);
  }

  /**
   * Validates and prepares.
   *
   * @throws InvalidCodeException if it is no contract: where and why
   */
  static Program load(ContractCode code) throws InvalidCodeException {
    Module source =
        ModuleReader.read(
            code.stored().unsafeArray(), code.moduleStart(), code.moduleEnd(), Rules.CONTRACT);
    MeteredModule metered = ModuleMeter.rewrite(source);
    try {
      return new Program(
          source, metered, Parser.parse(metered.bytes().unsafeArray()), metered.bytes().size());
    } catch (WasmEngineException e) {
      // A second opinion that differs from ours: refuse, for nobody knows who is right.
      throw new InvalidCodeException(code.moduleStart(), "refused by Endive: " + e.getMessage());
    }
  }

  /** The bytes of the metered module. */
  int weight() {
    return weight;
  }

  /** The names of the functions that it imports, in their order. */
  List<String> imports() {
    return imports;
  }

  /** The function that runs in a call. */
  int callFunction() {
    return callFunction;
  }

  /** The function that runs when the contract is made, or -1. */
  int deployFunction() {
    return deployFunction;
  }

  /** What an instance costs: its memory, and what is put there. */
  long startGas() {
    return startGas;
  }

  /** The global with the gas left. */
  int gasGlobal() {
    return metered.gasGlobal();
  }

  /** The global with the stack's height. */
  int heightGlobal() {
    return metered.heightGlobal();
  }

  /** Whether {@link #compile} has run, or there is no use in it. */
  boolean isCompiled() {
    return compiled != null;
  }

  /**
   * Compiles to JVM bytecode, unless that was done. Functions that are large stay with the
   * interpreter, and so does the whole contract where the compiler gives up, as at a function that
   * looked small and was too large for a method of the JVM; results and gas are the same. (Endive
   * would find such functions by itself, and start anew for each: time without a bound.)
   *
   * @return what the compiler said against it, or null
   */
  synchronized @Nullable RuntimeException compile() {
    if (compiled != null || compilationFailed) {
      return null;
    }
    try {
      compiled =
          MachineFactoryCompiler.builder(module)
              .withInterpretedFunctions(metered.largeFunctions())
              .withInterpreterFallback(InterpreterFallback.FAIL)
              .compile();
      return null;
    } catch (RuntimeException e) {
      compilationFailed = true;
      return e;
    }
  }

  /** Makes an instance, interpreted unless it is compiled and {@code interpret} is false. */
  Instance instantiate(ImportValues values, boolean interpret) {
    Function<Instance, Machine> machine = compiled;
    return Instance.builder(module)
        .withImportValues(values)
        .withMemoryFactory(ByteArrayMemory::new)
        .withMachineFactory(interpret || machine == null ? InterpreterMachine::new : machine)
        .withStart(false)
        .build();
  }
}
