package io.ghostbridge.wasm.internal.module;

import io.ghostbridge.api.vm.InvalidCodeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A module as {@link ModuleReader} read it. It points into the bytes that it came from, which
 * nobody changes.
 */
public final class Module {
  /** Which kind of thing an import brings or an export shows. */
  public enum Kind {
    /** A function. */
    FUNCTION(0),
    /** A table. */
    TABLE(1),
    /** A memory. */
    MEMORY(2),
    /** A global. */
    GLOBAL(3);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    static Optional<Kind> of(int number) {
      return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
    }
  }

  /** Sections that are looked at (WebAssembly 2.0, section 5.5.2), by their numbers. */
  public enum SectionId {
    /** Anything; ignored. */
    CUSTOM(0),
    /** Types of functions. */
    TYPE(1),
    /** Imports. */
    IMPORT(2),
    /** Types of the functions that the module defines. */
    FUNCTION(3),
    /** Tables. */
    TABLE(4),
    /** Memories. */
    MEMORY(5),
    /** Globals. */
    GLOBAL(6),
    /** Exports. */
    EXPORT(7),
    /** The function to start with. */
    START(8),
    /** What to put into tables. */
    ELEMENT(9),
    /** The functions' bodies. */
    CODE(10),
    /** What to put into memories. */
    DATA(11),
    /** The number of segments of data. */
    DATA_COUNT(12);

    private final int number;

    SectionId(int number) {
      this.number = number;
    }

    /** Its number. */
    public int number() {
      return number;
    }

    static Optional<SectionId> of(int number) {
      return Arrays.stream(values()).filter(id -> id.number == number).findFirst();
    }
  }

  /**
   * A piece of the module's bytes.
   *
   * @param start of the first byte
   * @param end behind the last one
   */
  public record Range(int start, int end) {}

  /**
   * Bounds of a memory or a table.
   *
   * @param minimum to start with, unsigned
   * @param maximum to grow to, unsigned; -1 if not said
   */
  public record Limits(int minimum, int maximum) {}

  /**
   * An import.
   *
   * @param module from where
   * @param name what
   * @param kind of which kind
   * @param functionType of a function
   * @param offset where it stands
   */
  public record Import(
      String module, String name, Kind kind, FunctionType functionType, int offset) {}

  /**
   * A global.
   *
   * @param type of its value
   * @param mutable whether code may set it
   */
  public record Global(ValueType type, boolean mutable) {}

  /**
   * An export.
   *
   * @param name under which
   * @param kind of which kind
   * @param index which of that kind
   * @param offset where it stands
   */
  public record Export(String name, Kind kind, int index, int offset) {}

  private final byte[] bytes;
  private final Rules rules;
  final Map<SectionId, Range> sections = new EnumMap<>(SectionId.class);
  final List<FunctionType> types = new ArrayList<>();
  final List<Import> imports = new ArrayList<>();
  final List<FunctionType> functions = new ArrayList<>();
  final List<Limits> tables = new ArrayList<>();
  final List<Limits> memories = new ArrayList<>();
  final List<Global> globals = new ArrayList<>();
  final List<Export> exports = new ArrayList<>();
  final List<FunctionBody> bodies = new ArrayList<>();
  final List<Integer> operandsOfBodies = new ArrayList<>();
  int importedFunctions;
  int importedGlobals;
  int start = -1;
  int dataSegments;
  int declaredDataSegments = -1;
  long initializedBytes;
  long initializedElements;

  Module(byte[] bytes, Rules rules) {
    this.bytes = bytes;
    this.rules = rules;
  }

  /** The bytes that the module is part of. */
  public byte[] bytes() {
    return bytes;
  }

  /** The rules that it was read by. */
  public Rules rules() {
    return rules;
  }

  /** Where the content of a section is; nothing if the section is missing. */
  public @Nullable Range section(SectionId id) {
    return sections.get(id);
  }

  /** The number of types. */
  public int typeCount() {
    return types.size();
  }

  /** The number of the first type that equals {@code type}, or -1. */
  public int indexOf(FunctionType type) {
    return types.indexOf(type);
  }

  /** The imports, in their order. */
  public List<Import> imports() {
    return imports;
  }

  /** The exports, in their order. */
  public List<Export> exports() {
    return exports;
  }

  /** The number of functions that are imported: they come first. */
  public int importedFunctions() {
    return importedFunctions;
  }

  /** The functions that the module defines. */
  public List<FunctionBody> bodies() {
    return bodies;
  }

  /** The most values that the stack of the {@code body}-th defined function holds. */
  public int operandsOf(int body) {
    return operandsOfBodies.get(body);
  }

  /** The number of globals. */
  public int globalCount() {
    return globals.size();
  }

  /** The number of globals that are imported: they come first. */
  public int importedGlobals() {
    return importedGlobals;
  }

  /** The bounds of the memory, imported or defined, if there is one. */
  public @Nullable Limits memory() {
    return memories.isEmpty() ? null : memories.getFirst();
  }

  /** The bounds of the table, imported or defined, if there is one. */
  public @Nullable Limits table() {
    return tables.isEmpty() ? null : tables.getFirst();
  }

  /** The function to start with, or -1. */
  public int start() {
    return start;
  }

  /** How many bytes of memory the segments of data set at the start. */
  public long initializedBytes() {
    return initializedBytes;
  }

  /** How many entries of the table the segments of elements set at the start. */
  public long initializedElements() {
    return initializedElements;
  }

  /** The type with a number that stands at {@code offset}. */
  FunctionType type(int index, int offset) throws InvalidCodeException {
    return get(types, index, "type", offset);
  }

  /** The type of the function with a number that stands at {@code offset}. */
  FunctionType function(int index, int offset) throws InvalidCodeException {
    return get(functions, index, "function", offset);
  }

  /** The global with a number that stands at {@code offset}. */
  Global global(int index, int offset) throws InvalidCodeException {
    return get(globals, index, "global", offset);
  }

  /** The memory, for an instruction at {@code offset}. */
  void requireMemory(int offset) throws InvalidCodeException {
    get(memories, 0, "memory", offset);
  }

  /** The table, for an instruction at {@code offset}. */
  void requireTable(int offset) throws InvalidCodeException {
    get(tables, 0, "table", offset);
  }

  static <T> T get(List<T> list, int index, String what, int offset) throws InvalidCodeException {
    if (Integer.compareUnsigned(index, list.size()) >= 0) {
      throw new InvalidCodeException(
          offset,
          "unknown "
              + what
              + " "
              + Integer.toUnsignedString(index)
              + ": the module has "
              + list.size());
    }
    return list.get(index);
  }
}
