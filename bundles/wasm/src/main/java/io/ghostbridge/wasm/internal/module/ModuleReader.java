package io.ghostbridge.wasm.internal.module;

import io.ghostbridge.api.vm.InvalidCodeException;
import io.ghostbridge.wasm.internal.module.Module.Export;
import io.ghostbridge.wasm.internal.module.Module.Global;
import io.ghostbridge.wasm.internal.module.Module.Import;
import io.ghostbridge.wasm.internal.module.Module.Kind;
import io.ghostbridge.wasm.internal.module.Module.Limits;
import io.ghostbridge.wasm.internal.module.Module.Range;
import io.ghostbridge.wasm.internal.module.Module.SectionId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a module (WebAssembly 2.0, sections 5.5 and 3.4), within {@link Rules}. All but the code of
 * functions is validated here, that in {@link FunctionValidator}.
 */
public final class ModuleReader {
  /** The first four bytes of every module: a zero and {@code asm}. */
  public static final int MAGIC = 0x6d736100;

  private static final int VERSION = 1;
  private static final int FUNCTION_TYPE = 0x60;
  private static final int FUNCTION_REFERENCE = 0x70;

  private final Module module;
  private final ByteReader in;
  private final List<Integer> typesOfBodies = new ArrayList<>();
  private int localsOfModule;

  private ModuleReader(byte[] bytes, int start, int end, Rules rules) {
    module = new Module(bytes, rules);
    in = new ByteReader(bytes, start, end);
  }

  /**
   * Reads and validates the module that is in {@code bytes} from {@code start} up to {@code end}.
   *
   * @throws InvalidCodeException if it is malformed, invalid, or has what {@code rules} do not
   *     allow
   */
  public static Module read(byte[] bytes, int start, int end, Rules rules)
      throws InvalidCodeException {
    if (end - start > Rules.MAX_MODULE_BYTES) {
      throw new InvalidCodeException(
          start,
          "too many bytes in the module: " + (end - start) + ", at most " + Rules.MAX_MODULE_BYTES);
    }
    ModuleReader reader = new ModuleReader(bytes, start, end, rules);
    reader.readSections();
    if (!rules.embedding()) {
      ContractInterface.check(reader.module);
    }
    for (FunctionBody body : reader.module.bodies) {
      reader.module.operandsOfBodies.add(new FunctionValidator(reader.module, body).validate());
    }
    return reader.module;
  }

  private void readSections() throws InvalidCodeException {
    if (in.fixed32() != MAGIC) {
      throw in.invalid("magic header not detected: a module starts with 00 61 73 6d");
    }
    int version = in.fixed32();
    if (version != VERSION) {
      throw in.invalid("unknown binary version " + Integer.toUnsignedString(version));
    }
    int last = 0;
    while (in.remaining() > 0) {
      int at = in.position();
      int id = in.u8();
      SectionId name =
          SectionId.of(id)
              .orElseThrow(() -> new InvalidCodeException(at, "malformed section id " + id));
      ByteReader section = in.slice(in.u32(), "a section");
      if (name == SectionId.CUSTOM) {
        section.name(Integer.MAX_VALUE);
        continue;
      }
      if (order(name) <= last) {
        throw new InvalidCodeException(
            at, "unexpected content after last section: section " + id + " is out of order");
      }
      last = order(name);
      module.sections.put(
          name, new Range(section.position(), section.position() + section.remaining()));
      readSection(name, section);
      if (section.remaining() > 0) {
        throw section.invalid("section size mismatch: " + section.remaining() + " bytes too many");
      }
    }
    if (typesOfBodies.size() != module.bodies.size()) {
      throw in.invalid("function and code section have inconsistent lengths");
    }
    if (module.declaredDataSegments >= 0 && module.declaredDataSegments != module.dataSegments) {
      throw in.invalid("data count and data section have inconsistent lengths");
    }
  }

  /** The data count stands before the code although its number is higher. */
  private static int order(SectionId id) {
    return id == SectionId.DATA_COUNT ? 2 * SectionId.CODE.number() - 1 : 2 * id.number();
  }

  private void readSection(SectionId id, ByteReader section) throws InvalidCodeException {
    switch (id) {
      case CUSTOM -> {}
      case TYPE -> readTypes(section);
      case IMPORT -> readImports(section);
      case FUNCTION -> readFunctions(section);
      case TABLE -> readTables(section);
      case MEMORY -> readMemories(section);
      case GLOBAL -> readGlobals(section);
      case EXPORT -> readExports(section);
      case START -> readStart(section);
      case ELEMENT -> readElements(section);
      case CODE -> readBodies(section);
      case DATA -> readData(section);
      case DATA_COUNT ->
          module.declaredDataSegments = section.count(Rules.MAX_SEGMENTS, "segments of data");
    }
  }

  private void readTypes(ByteReader section) throws InvalidCodeException {
    int count = section.count(Rules.MAX_TYPES, "types");
    for (int i = 0; i < count; i++) {
      int at = section.position();
      int form = section.u8();
      if (form != FUNCTION_TYPE) {
        throw new InvalidCodeException(
            at,
            (form == 0x5f || form == 0x5e || form == 0x50 || form == 0x4f || form == 0x4e)
                ? "unsupported: garbage-collected types"
                : "malformed type 0x" + Integer.toHexString(form));
      }
      List<ValueType> params = readTypes(section, Rules.MAX_PARAMS, "parameters");
      module.types.add(new FunctionType(params, readTypes(section, Rules.MAX_RESULTS, "results")));
    }
  }

  private List<ValueType> readTypes(ByteReader section, int limit, String what)
      throws InvalidCodeException {
    int count = section.count(limit, what);
    List<ValueType> types = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      types.add(ValueType.read(section, module.rules()));
    }
    return types;
  }

  private void readImports(ByteReader section) throws InvalidCodeException {
    int count = section.count(Rules.MAX_IMPORTS, "imports");
    for (int i = 0; i < count; i++) {
      int at = section.position();
      String from = section.name(Rules.MAX_NAME_BYTES);
      String name = section.name(Rules.MAX_NAME_BYTES);
      Kind kind = readKind(section, "import");
      FunctionType type = FunctionType.NOTHING;
      switch (kind) {
        case FUNCTION -> {
          int typeAt = section.position();
          type = module.type(section.u32(), typeAt);
          module.functions.add(type);
          module.importedFunctions++;
        }
        case TABLE -> module.tables.add(readTable(section));
        case MEMORY -> module.memories.add(readMemory(section));
        case GLOBAL -> {
          module.globals.add(readGlobalType(section));
          module.importedGlobals++;
        }
      }
      module.imports.add(new Import(from, name, kind, type, at));
    }
    requireOneTableAndMemory(section);
  }

  private static Kind readKind(ByteReader section, String what) throws InvalidCodeException {
    int at = section.position();
    int kind = section.u8();
    return Kind.of(kind)
        .orElseThrow(
            () ->
                new InvalidCodeException(
                    at,
                    kind == 4 ? "unsupported: exceptions" : "malformed " + what + " kind " + kind));
  }

  private void requireOneTableAndMemory(ByteReader section) throws InvalidCodeException {
    if (module.tables.size() > 1) {
      throw section.invalid("unsupported: multiple tables");
    }
    if (module.memories.size() > 1) {
      throw section.invalid("unsupported: multiple memories");
    }
  }

  private void readFunctions(ByteReader section) throws InvalidCodeException {
    int count = section.count(Rules.MAX_FUNCTIONS, "functions");
    for (int i = 0; i < count; i++) {
      int at = section.position();
      int type = section.u32();
      module.functions.add(module.type(type, at));
      typesOfBodies.add(type);
    }
  }

  private void readTables(ByteReader section) throws InvalidCodeException {
    int count = section.count(Rules.MAX_SEGMENTS, "tables");
    for (int i = 0; i < count; i++) {
      module.tables.add(readTable(section));
    }
    requireOneTableAndMemory(section);
  }

  private Limits readTable(ByteReader section) throws InvalidCodeException {
    int at = section.position();
    int element = section.u8();
    if (element != FUNCTION_REFERENCE) {
      throw new InvalidCodeException(
          at,
          element == 0x6f || element == 0x40 || element == 0x63 || element == 0x64
              ? "unsupported: references as values"
              : "malformed reference type 0x" + Integer.toHexString(element));
    }
    Limits limits = readLimits(section);
    if (Integer.compareUnsigned(limits.minimum(), module.rules().maxTableEntries()) > 0) {
      throw new InvalidCodeException(
          at,
          "too many entries of a table: "
              + Integer.toUnsignedString(limits.minimum())
              + ", at most "
              + module.rules().maxTableEntries());
    }
    return limits;
  }

  private void readMemories(ByteReader section) throws InvalidCodeException {
    int count = section.count(Rules.MAX_SEGMENTS, "memories");
    for (int i = 0; i < count; i++) {
      module.memories.add(readMemory(section));
    }
    requireOneTableAndMemory(section);
  }

  private Limits readMemory(ByteReader section) throws InvalidCodeException {
    int at = section.position();
    Limits limits = readLimits(section);
    if (isBeyond(limits.minimum()) || (limits.maximum() != -1 && isBeyond(limits.maximum()))) {
      throw new InvalidCodeException(at, "memory size must be at most 65536 pages (4 GiB)");
    }
    if (limits.minimum() > module.rules().maxMemoryPages()) {
      throw new InvalidCodeException(
          at,
          "too many pages of memory: "
              + limits.minimum()
              + ", at most "
              + module.rules().maxMemoryPages());
    }
    return limits;
  }

  private static boolean isBeyond(int pages) {
    return Integer.compareUnsigned(pages, 65_536) > 0;
  }

  private static Limits readLimits(ByteReader section) throws InvalidCodeException {
    int at = section.position();
    int flags = section.u8();
    if (flags > 1) {
      throw new InvalidCodeException(
          at,
          flags <= 3
              ? "unsupported: threads and atomics (a shared memory)"
              : flags <= 7 ? "unsupported: 64-bit memories" : "malformed limits flags " + flags);
    }
    int minimum = section.u32();
    int maximum = flags == 1 ? section.u32() : -1;
    if (flags == 1 && Integer.compareUnsigned(minimum, maximum) > 0) {
      throw new InvalidCodeException(at, "size minimum must not be greater than maximum");
    }
    return new Limits(minimum, flags == 1 && maximum == -1 ? Integer.MAX_VALUE : maximum);
  }

  private Global readGlobalType(ByteReader section) throws InvalidCodeException {
    ValueType type = ValueType.read(section, module.rules());
    int at = section.position();
    int mutable = section.u8();
    if (mutable > 1) {
      throw new InvalidCodeException(at, "malformed mutability " + mutable);
    }
    return new Global(type, mutable == 1);
  }

  private void readGlobals(ByteReader section) throws InvalidCodeException {
    int count = section.count(Rules.MAX_GLOBALS, "globals");
    for (int i = 0; i < count; i++) {
      Global global = readGlobalType(section);
      ConstantReader.read(module, section, global.type());
      module.globals.add(global);
    }
  }

  private void readExports(ByteReader section) throws InvalidCodeException {
    int count = section.count(Rules.MAX_EXPORTS, "exports");
    Set<String> names = new HashSet<>();
    for (int i = 0; i < count; i++) {
      int at = section.position();
      String name = section.name(Rules.MAX_NAME_BYTES);
      if (!names.add(name)) {
        throw new InvalidCodeException(at, "duplicate export name " + name);
      }
      Kind kind = readKind(section, "export");
      int index = section.u32();
      switch (kind) {
        case FUNCTION -> module.function(index, at);
        case TABLE -> Module.get(module.tables, index, "table", at);
        case MEMORY -> Module.get(module.memories, index, "memory", at);
        case GLOBAL -> module.global(index, at);
      }
      module.exports.add(new Export(name, kind, index, at));
    }
  }

  private void readStart(ByteReader section) throws InvalidCodeException {
    int at = section.position();
    if (!module.rules().embedding()) {
      throw new InvalidCodeException(
          at, "unsupported: start functions; a contract's code runs when it is deployed or called");
    }
    module.start = section.u32();
    if (!module.function(module.start, at).equals(FunctionType.NOTHING)) {
      throw new InvalidCodeException(at, "start function must take and give nothing");
    }
  }

  private void readElements(ByteReader section) throws InvalidCodeException {
    int count = section.count(Rules.MAX_SEGMENTS, "segments of elements");
    for (int i = 0; i < count; i++) {
      int at = section.position();
      int flags = section.u32();
      if (flags != 0 && flags != 2) {
        throw new InvalidCodeException(
            at,
            Integer.compareUnsigned(flags, 7) <= 0
                ? "unsupported: passive, declared or computed segments of elements"
                : "malformed elements segment kind " + Integer.toUnsignedString(flags));
      }
      int table = flags == 2 ? section.u32() : 0;
      Module.get(module.tables, table, "table", at);
      long offset = ConstantReader.read(module, section, ValueType.I32);
      if (flags == 2 && section.u8() != 0) {
        throw new InvalidCodeException(at, "malformed element kind");
      }
      int functions = section.count(module.rules().maxTableEntries(), "elements");
      for (int j = 0; j < functions; j++) {
        int functionAt = section.position();
        module.function(section.u32(), functionAt);
      }
      module.initializedElements += functions;
      requireInside(offset, functions, module.tables.getFirst().minimum(), "table", at);
    }
  }

  private void readData(ByteReader section) throws InvalidCodeException {
    module.dataSegments = section.count(Rules.MAX_SEGMENTS, "segments of data");
    for (int i = 0; i < module.dataSegments; i++) {
      int at = section.position();
      int flags = section.u32();
      if (Integer.compareUnsigned(flags, 2) > 0) {
        throw new InvalidCodeException(
            at, "malformed data segment kind " + Integer.toUnsignedString(flags));
      }
      if (flags == 2) {
        Module.get(module.memories, section.u32(), "memory", at);
      }
      boolean active = flags != 1;
      long offset = 0;
      if (active) {
        module.requireMemory(at);
        offset = ConstantReader.read(module, section, ValueType.I32);
      }
      int size = section.u32();
      section.skip(size, "a segment of data");
      if (active) {
        module.initializedBytes += size;
        requireInside(offset, size, module.memories.getFirst().minimum() * 65_536L, "memory", at);
      }
    }
  }

  /** A contract that could never be instantiated is refused; elsewhere that is a trap. */
  private void requireInside(long offset, int size, long available, String what, int at)
      throws InvalidCodeException {
    if (!module.rules().embedding() && (offset & 0xffff_ffffL) + size > available) {
      throw new InvalidCodeException(
          at,
          "out of bounds " + what + " access: a segment of " + size + " from " + offset + " on");
    }
  }

  private void readBodies(ByteReader section) throws InvalidCodeException {
    int count = section.count(Rules.MAX_FUNCTIONS, "bodies");
    if (count != typesOfBodies.size()) {
      throw section.invalid("function and code section have inconsistent lengths");
    }
    for (int i = 0; i < count; i++) {
      int at = section.position();
      int size = section.count(Rules.MAX_FUNCTION_BYTES, "bytes in a function");
      ByteReader body = section.slice(size, "a function");
      int index = module.importedFunctions + i;
      FunctionType type = module.type(typesOfBodies.get(i), at);
      int localsStart = body.position();
      List<ValueType> locals = readLocals(body, type);
      localsOfModule += locals.size();
      if (localsOfModule > Rules.MAX_LOCALS_OF_MODULE) {
        throw new InvalidCodeException(
            localsStart, "too many locals of all functions, at most " + Rules.MAX_LOCALS_OF_MODULE);
      }
      module.bodies.add(
          new FunctionBody(
              index,
              type,
              locals,
              localsStart,
              body.position(),
              body.position() + body.remaining()));
    }
  }

  private List<ValueType> readLocals(ByteReader body, FunctionType type)
      throws InvalidCodeException {
    List<ValueType> locals = new ArrayList<>(type.params());
    int groups = body.u32();
    for (int i = 0; Integer.compareUnsigned(i, groups) < 0; i++) {
      int at = body.position();
      int count = body.u32();
      if (Integer.toUnsignedLong(count) + locals.size() > Rules.MAX_LOCALS) {
        throw new InvalidCodeException(
            at,
            "too many locals: "
                + (Integer.toUnsignedLong(count) + locals.size())
                + ", at most "
                + Rules.MAX_LOCALS);
      }
      ValueType local = ValueType.read(body, module.rules());
      for (int j = 0; j < count; j++) {
        locals.add(local);
      }
    }
    return locals;
  }
}
