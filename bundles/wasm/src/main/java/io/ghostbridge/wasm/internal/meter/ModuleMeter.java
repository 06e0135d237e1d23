package io.ghostbridge.wasm.internal.meter;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.wasm.internal.module.FunctionBody;
import io.ghostbridge.wasm.internal.module.FunctionType;
import io.ghostbridge.wasm.internal.module.Module;
import io.ghostbridge.wasm.internal.module.Module.Kind;
import io.ghostbridge.wasm.internal.module.Module.Limits;
import io.ghostbridge.wasm.internal.module.Module.Range;
import io.ghostbridge.wasm.internal.module.Module.SectionId;
import io.ghostbridge.wasm.internal.module.ModuleReader;
import io.ghostbridge.wasm.internal.module.Opcodes;
import io.ghostbridge.wasm.internal.module.ValueType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rewrites a validated module: its functions as {@link FunctionMeter} does, two globals more, and
 * bounds of memory and table. The module's own code cannot name the new globals, since it was
 * validated without them. Custom sections and, of a contract, exports are left out.
 */
public final class ModuleMeter {
  private static final int FUNCTION_TYPE = 0x60;
  private static final int FUNCTION_REFERENCE = 0x70;

  private final Module module;
  private final Layout layout;
  private final ByteWriter out = new ByteWriter();
  private final Set<Integer> large = new HashSet<>();

  private ModuleMeter(Module module) {
    this.module = module;
    this.layout = new Layout(module);
  }

  /** The rewritten module. */
  public static MeteredModule rewrite(Module module) {
    return new ModuleMeter(module).rewrite();
  }

  private MeteredModule rewrite() {
    // First, since it may need types.
    ByteWriter code = code();
    out.u8(ModuleReader.MAGIC).u8(ModuleReader.MAGIC >> 8);
    out.u8(ModuleReader.MAGIC >> 16).u8(ModuleReader.MAGIC >> 24);
    out.u8(1).u8(0).u8(0).u8(0);
    section(SectionId.TYPE, types());
    copy(SectionId.IMPORT);
    copy(SectionId.FUNCTION);
    boundTable();
    boundMemory();
    section(SectionId.GLOBAL, globals());
    if (module.rules().embedding()) {
      copy(SectionId.EXPORT);
    }
    copy(SectionId.ELEMENT);
    copy(SectionId.DATA_COUNT);
    section(SectionId.CODE, code);
    copy(SectionId.DATA);
    return new MeteredModule(
        Bytes.wrap(out.toByteArray()), layout.gasGlobal(), layout.heightGlobal(), large);
  }

  private void section(SectionId id, ByteWriter content) {
    out.u8(id.number()).u32(content.size()).bytes(content);
  }

  private void copy(SectionId id) {
    Range range = module.section(id);
    if (range != null) {
      section(id, new ByteWriter().bytes(module.bytes(), range.start(), range.end()));
    }
  }

  private ByteWriter code() {
    ByteWriter code = new ByteWriter().u32(module.bodies().size());
    for (int i = 0; i < module.bodies().size(); i++) {
      FunctionBody body = module.bodies().get(i);
      int slots = Meter.FRAME_SLOTS + body.locals().size() + module.operandsOf(i);
      ByteWriter rewritten = new FunctionMeter(module, body, slots, layout).rewrite();
      if (rewritten.size() > Meter.LARGE_FUNCTION_BYTES) {
        large.add(body.index());
      }
      code.u32(rewritten.size()).bytes(rewritten);
    }
    return code;
  }

  private ByteWriter types() {
    ByteWriter types = new ByteWriter().u32(module.typeCount() + layout.added().size());
    appendTo(types, SectionId.TYPE, module.typeCount());
    for (FunctionType type : layout.added()) {
      types.u8(FUNCTION_TYPE);
      write(types, type.params());
      write(types, type.results());
    }
    return types;
  }

  private static void write(ByteWriter to, List<ValueType> types) {
    to.u32(types.size());
    types.forEach(type -> to.u8(type.code()));
  }

  private ByteWriter globals() {
    int own = module.globalCount() - module.importedGlobals();
    ByteWriter globals = new ByteWriter().u32(own + 2);
    appendTo(globals, SectionId.GLOBAL, own);
    globals.u8(ValueType.I64.code()).u8(1).u8(Opcodes.I64_CONST).s64(0).u8(Opcodes.END);
    return globals.u8(ValueType.I32.code()).u8(1).u8(Opcodes.I32_CONST).s64(0).u8(Opcodes.END);
  }

  /** Copies the entries of a section, whose number stands before them. */
  private void appendTo(ByteWriter to, SectionId id, int count) {
    Range range = module.section(id);
    if (range != null) {
      int start = range.start();
      while (module.bytes()[start++] < 0) {
        // The bytes of a number but its last have their highest bit set.
      }
      to.bytes(module.bytes(), start, range.end());
    } else if (count != 0) {
      throw new IllegalStateException("entries without the section " + id);
    }
  }

  private void boundTable() {
    Limits table = module.table();
    if (table != null && !isImported(Kind.TABLE)) {
      ByteWriter section = new ByteWriter().u32(1).u8(FUNCTION_REFERENCE);
      section(SectionId.TABLE, bound(section, table, module.rules().maxTableEntries()));
    }
  }

  private void boundMemory() {
    Limits memory = module.memory();
    if (memory != null && !isImported(Kind.MEMORY)) {
      section(
          SectionId.MEMORY,
          bound(new ByteWriter().u32(1), memory, module.rules().maxMemoryPages()));
    }
  }

  private boolean isImported(Kind kind) {
    return module.imports().stream().anyMatch(imported -> imported.kind() == kind);
  }

  private static ByteWriter bound(ByteWriter section, Limits limits, int most) {
    int maximum = Integer.compareUnsigned(limits.maximum(), most) < 0 ? limits.maximum() : most;
    return section.u8(1).u32(limits.minimum()).u32(maximum);
  }
}
