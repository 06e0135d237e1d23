package io.ghostbridge.wasm.internal.module;

import io.ghostbridge.api.vm.InvalidCodeException;
import io.ghostbridge.wasm.internal.module.Module.Global;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Validates the code of one function (WebAssembly 2.0, section 3.3 and appendix A.3). */
final class FunctionValidator {
  private final Module module;
  private final FunctionBody body;
  private final InstructionReader in;
  private final List<@Nullable ValueType> operands = new ArrayList<>();
  private final List<ControlFrame> frames = new ArrayList<>();
  private long branches;
  private int most;

  FunctionValidator(Module module, FunctionBody body) {
    this.module = module;
    this.body = body;
    this.in = new InstructionReader(module, body);
  }

  /** Validates, and tells the most values that the stack holds. */
  int validate() throws InvalidCodeException {
    open(Opcodes.BLOCK, new FunctionType(List.of(), body.type().results()));
    while (!frames.isEmpty()) {
      if (in.atEnd()) {
        throw new InvalidCodeException(
            in.position(),
            "unexpected end: END opcode expected, " + frames.size() + " blocks open");
      }
      in.next();
      if (in.opcode.special()) {
        special();
      } else {
        plain();
      }
      requireBounds();
    }
    if (!in.atEnd()) {
      throw new InvalidCodeException(in.position(), "instructions after the function's end");
    }
    return most;
  }

  private void requireBounds() throws InvalidCodeException {
    most = Math.max(most, operands.size());
    if (operands.size() > Rules.MAX_OPERANDS) {
      throw fail("too many operands on the stack, at most " + Rules.MAX_OPERANDS);
    }
    if (frames.size() > Rules.MAX_NESTING) {
      throw fail("too many nested blocks, at most " + Rules.MAX_NESTING);
    }
    long slots = body.locals().size() + 16L;
    if (branches * slots > Rules.MAX_COMPLEXITY) {
      throw fail(
          "too many locals for so many branches: "
              + body.locals().size()
              + " locals times "
              + branches
              + " branches and blocks, at most "
              + Rules.MAX_COMPLEXITY);
    }
  }

  private void plain() throws InvalidCodeException {
    switch (in.opcode.immediate()) {
      case MEMORY, ZERO, ZERO_ZERO -> module.requireMemory(in.start);
      case DATA_MEMORY -> {
        module.requireMemory(in.start);
        requireDataSegment();
      }
      case DATA -> requireDataSegment();
      default -> {}
    }
    popAll(in.opcode.params());
    pushAll(in.opcode.results());
  }

  private void requireDataSegment() throws InvalidCodeException {
    if (module.declaredDataSegments < 0) {
      throw fail("data count section required");
    }
    if (Integer.compareUnsigned(in.index, module.declaredDataSegments) >= 0) {
      throw fail("unknown data segment " + Integer.toUnsignedString(in.index));
    }
  }

  private void special() throws InvalidCodeException {
    switch (in.opcode.code()) {
      case Opcodes.UNREACHABLE -> unreachable();
      case Opcodes.BLOCK, Opcodes.LOOP -> {
        popAll(in.blockType.params());
        open(in.opcode.code(), in.blockType);
      }
      case Opcodes.IF -> {
        pop(ValueType.I32);
        popAll(in.blockType.params());
        open(Opcodes.IF, in.blockType);
      }
      case Opcodes.ELSE -> {
        ControlFrame frame = close();
        if (frame.opcode != Opcodes.IF) {
          throw fail("else does not belong to an if");
        }
        open(Opcodes.ELSE, frame.type);
      }
      case Opcodes.END -> end();
      case Opcodes.BR -> {
        popAll(label(in.index).labelTypes());
        branches++;
        unreachable();
      }
      case Opcodes.BR_IF -> {
        branches++;
        pop(ValueType.I32);
        List<ValueType> types = label(in.index).labelTypes();
        popAll(types);
        pushAll(types);
      }
      case Opcodes.BR_TABLE -> branchTable();
      case Opcodes.RETURN -> {
        popAll(body.type().results());
        branches++;
        unreachable();
      }
      case Opcodes.CALL -> call(module.function(in.index, in.start));
      case Opcodes.CALL_INDIRECT -> {
        module.requireTable(in.start);
        pop(ValueType.I32);
        call(module.type(in.index, in.start));
      }
      case Opcodes.DROP -> pop(null);
      case Opcodes.SELECT -> select();
      case Opcodes.SELECT_TYPED -> {
        pop(ValueType.I32);
        pop(in.selected);
        pop(in.selected);
        push(in.selected);
      }
      case Opcodes.LOCAL_GET -> push(local());
      case Opcodes.LOCAL_SET -> pop(local());
      case Opcodes.LOCAL_TEE -> {
        pop(local());
        push(local());
      }
      case Opcodes.GLOBAL_GET -> push(module.global(in.index, in.start).type());
      case Opcodes.GLOBAL_SET -> {
        Global global = module.global(in.index, in.start);
        if (!global.mutable()) {
          throw fail("global is immutable: " + in.index);
        }
        pop(global.type());
      }
      default -> throw new IllegalStateException("not treated: " + in.opcode.name());
    }
  }

  private void end() throws InvalidCodeException {
    ControlFrame frame = close();
    if (frame.opcode == Opcodes.IF && !frame.type.params().equals(frame.type.results())) {
      throw fail("type mismatch: an if without else must give what it takes, " + frame.type);
    }
    pushAll(frame.type.results());
  }

  private void branchTable() throws InvalidCodeException {
    pop(ValueType.I32);
    branches += in.labels.length;
    List<ValueType> last = label(in.labels[in.labels.length - 1]).labelTypes();
    for (int index : in.labels) {
      List<ValueType> types = label(index).labelTypes();
      if (types.size() != last.size()) {
        throw fail("type mismatch: the targets of br_table take " + types + " and " + last);
      }
      List<@Nullable ValueType> popped = new ArrayList<>();
      for (int i = types.size() - 1; i >= 0; i--) {
        popped.addFirst(pop(types.get(i)));
      }
      operands.addAll(popped);
    }
    popAll(last);
    unreachable();
  }

  private void call(FunctionType type) throws InvalidCodeException {
    popAll(type.params());
    pushAll(type.results());
  }

  private void select() throws InvalidCodeException {
    pop(ValueType.I32);
    ValueType first = pop(null);
    ValueType second = pop(null);
    if (first != null && second != null && first != second) {
      throw mismatch(second, first);
    }
    push(first == null ? second : first);
  }

  private ValueType local() throws InvalidCodeException {
    return Module.get(body.locals(), in.index, "local", in.start);
  }

  private ControlFrame label(int depth) throws InvalidCodeException {
    if (Integer.compareUnsigned(depth, frames.size()) >= 0) {
      throw fail(
          "unknown label "
              + Integer.toUnsignedString(depth)
              + ": "
              + frames.size()
              + " blocks are open");
    }
    return frames.get(frames.size() - 1 - depth);
  }

  private void open(int opcode, FunctionType type) {
    branches++;
    frames.add(new ControlFrame(opcode, type, operands.size()));
    pushAll(type.params());
  }

  private ControlFrame close() throws InvalidCodeException {
    ControlFrame frame = frames.getLast();
    popAll(frame.type.results());
    if (operands.size() != frame.height) {
      throw fail(
          "type mismatch: "
              + (operands.size() - frame.height)
              + " values too many at the end of a block");
    }
    frames.removeLast();
    return frame;
  }

  private void unreachable() {
    ControlFrame frame = frames.getLast();
    frame.unreachable = true;
    while (operands.size() > frame.height) {
      operands.removeLast();
    }
  }

  private void push(@Nullable ValueType type) {
    operands.add(type);
  }

  private void pushAll(List<ValueType> types) {
    operands.addAll(types);
  }

  private void popAll(List<ValueType> types) throws InvalidCodeException {
    for (int i = types.size() - 1; i >= 0; i--) {
      pop(types.get(i));
    }
  }

  /** Takes a value of the type expected, or of any; the type is unknown in unreachable code. */
  private @Nullable ValueType pop(@Nullable ValueType expected) throws InvalidCodeException {
    ControlFrame frame = frames.getLast();
    if (operands.size() == frame.height) {
      if (frame.unreachable) {
        return null;
      }
      throw fail("type mismatch: expected " + name(expected) + ", but the block's stack is empty");
    }
    ValueType found = operands.removeLast();
    if (found != null && expected != null && found != expected) {
      throw mismatch(expected, found);
    }
    return found;
  }

  private static String name(@Nullable ValueType type) {
    return type == null ? "a value" : type.name().toLowerCase(Locale.ROOT);
  }

  private InvalidCodeException mismatch(ValueType expected, ValueType found) {
    return fail("type mismatch: expected " + name(expected) + ", found " + name(found));
  }

  private InvalidCodeException fail(String reason) {
    return new InvalidCodeException(
        in.start, reason + " (" + in.opcode.name() + " in function " + body.index() + ")");
  }
}
