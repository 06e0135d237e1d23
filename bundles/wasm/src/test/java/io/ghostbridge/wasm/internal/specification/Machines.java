package io.ghostbridge.wasm.internal.specification;

import io.ghostbridge.api.vm.InvalidCodeException;
import io.ghostbridge.wasm.internal.meter.MeteredModule;
import io.ghostbridge.wasm.internal.meter.ModuleMeter;
import io.ghostbridge.wasm.internal.module.Module;
import io.ghostbridge.wasm.internal.module.ModuleReader;
import io.ghostbridge.wasm.internal.module.Rules;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import run.endive.compiler.InterpreterFallback;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.Instance;
import run.endive.runtime.InterpreterMachine;
import run.endive.runtime.Machine;
import run.endive.runtime.Store;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;

/** The instances of one file, and the module {@code spectest} that they may import. */
final class Machines {
  private static final Rules RULES = new Rules(true, true, 65_536, 10_000_000);

  /**
   * (module (global (export "global_i32") i32 (i32.const 666)) (global (export "global_i64") i64
   * (i64.const 666)) (global (export "global_f32") f32 (f32.const 666.6)) (global (export
   * "global_f64") f64 (f64.const 666.6)) (table (export "table") 10 20 funcref) (memory (export
   * "memory") 1 2) and functions print, print_i32, print_i64, print_f32, print_f64, print_i32_f32
   * and print_f64_f64 that do nothing), as the suite's interpreter has it.
   */
  private static final String SPECTEST =
      "0061736d01000000011e0760000060017f0060017e0060017d0060017c0060027f7d0060027c7c00"
          + "0308070001020304050604050170010a140504010101020621047f00419a050b7e00429a050b7d00"
          + "4366a626440b7c0044cdccccccccd484400b079e010d0a676c6f62616c5f69333203000a676c6f62"
          + "616c5f69363403010a676c6f62616c5f66333203020a676c6f62616c5f6636340303057461626c65"
          + "0100066d656d6f72790200057072696e740000097072696e745f6933320001097072696e745f6936"
          + "340002097072696e745f6633320003097072696e745f66363400040d7072696e745f6933325f6633"
          + "3200050d7072696e745f6636345f66363400060a160702000b02000b02000b02000b02000b02000b"
          + "02000b";

  private final boolean compiled;
  private final Store store = new Store();
  private final List<Linked> all = new ArrayList<>();

  Machines(boolean compiled) {
    this.compiled = compiled;
    try {
      register("spectest", link(HexFormat.of().parseHex(SPECTEST)));
    } catch (InvalidCodeException e) {
      throw new AssertionError(e);
    }
  }

  Module read(byte[] bytes) throws InvalidCodeException {
    return ModuleReader.read(bytes, 0, bytes.length, RULES);
  }

  Linked link(byte[] bytes) throws InvalidCodeException {
    Module source = read(bytes);
    MeteredModule metered = ModuleMeter.rewrite(source);
    WasmModule module = Parser.parse(metered.bytes().toByteArray());
    Function<Instance, Machine> machine =
        compiled
            ? MachineFactoryCompiler.builder(module)
                .withInterpretedFunctions(metered.largeFunctions())
                .withInterpreterFallback(InterpreterFallback.FAIL)
                .compile()
            : InterpreterMachine::new;
    Instance instance =
        Instance.builder(module)
            .withImportValues(store.toImportValues())
            .withMemoryFactory(ByteArrayMemory::new)
            .withMachineFactory(
                started -> {
                  // Here, since one that then fails to start may have left functions in a table.
                  all.add(new Linked(source, metered, started));
                  return machine.apply(started);
                })
            .withStart(false)
            .build();
    Linked linked = new Linked(source, metered, instance);
    refill();
    linked.start();
    return linked;
  }

  void register(String name, Linked linked) {
    store.register(name, linked.instance());
  }

  void refill() {
    all.forEach(Linked::refill);
  }
}
