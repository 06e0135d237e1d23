package io.ghostbridge.wasm.internal.meter;

import io.ghostbridge.wasm.internal.module.FunctionBody;
import io.ghostbridge.wasm.internal.module.Opcodes;
import io.ghostbridge.wasm.internal.module.ValueType;
import java.util.ArrayList;
import java.util.List;

/** Writes the code of one function, and between it what counts. */
final class Injection {
  private static final int I32_ADD = 0x6a;
  private static final int I32_SUB = 0x6b;
  private static final int I32_GT_U = 0x4b;
  private static final int I64_LT_S = 0x53;
  private static final int I64_ADD = 0x7c;
  private static final int I64_SUB = 0x7d;
  private static final int I64_MUL = 0x7e;
  private static final int I64_SHR_U = 0x88;
  private static final int I64_EXTEND_I32_U = 0xad;
  private static final int EMPTY_BLOCK = 0x40;

  /** A place where a block is paid for. */
  private static final class Charge {
    final int position;
    final int depth;
    long cost;

    Charge(int position, int depth) {
      this.position = position;
      this.depth = depth;
    }
  }

  private final FunctionBody body;
  private final int slots;
  private final Layout layout;
  private final ByteWriter code = new ByteWriter();
  private final List<Charge> charges = new ArrayList<>();
  private final int gasLocal;
  private final int lengthLocal;
  private boolean calls;

  Injection(FunctionBody body, int slots, Layout layout) {
    this.body = body;
    this.slots = slots;
    this.layout = layout;
    gasLocal = body.locals().size();
    lengthLocal = gasLocal + 1;
  }

  /** Where the function's own code goes. */
  ByteWriter code() {
    return code;
  }

  /** A basic block begins, within {@code depth} blocks that are open. */
  void openBlock(int depth) {
    charges.add(new Charge(code.size(), depth));
  }

  /** The basic block costs {@code gas} more. */
  void charge(int gas) {
    charges.getLast().cost += gas;
  }

  void beforeCall() {
    calls = true;
    code.u8(Opcodes.LOCAL_GET).u32(gasLocal).u8(Opcodes.GLOBAL_SET).u32(layout.gasGlobal());
  }

  void afterCall() {
    code.u8(Opcodes.GLOBAL_GET).u32(layout.gasGlobal()).u8(Opcodes.LOCAL_SET).u32(gasLocal);
  }

  /** Takes gas for the number of pages on top of the stack, and leaves it there. */
  void chargePages(int depth) {
    startDynamicCharge();
    code.u8(Opcodes.I64_CONST).s64(Meter.PAGE_GAS).u8(I64_MUL);
    endDynamicCharge(depth);
  }

  /** Takes gas for the number of bytes on top of the stack, and leaves it there. */
  void chargeBytes(int depth) {
    startDynamicCharge();
    code.u8(Opcodes.I64_CONST).s64(31).u8(I64_ADD).u8(Opcodes.I64_CONST).s64(5).u8(I64_SHR_U);
    code.u8(Opcodes.I64_CONST).s64(Meter.WORD_GAS).u8(I64_MUL);
    endDynamicCharge(depth);
  }

  private void startDynamicCharge() {
    code.u8(Opcodes.LOCAL_SET).u32(lengthLocal).u8(Opcodes.LOCAL_GET).u32(gasLocal);
    code.u8(Opcodes.LOCAL_GET).u32(lengthLocal).u8(I64_EXTEND_I32_U);
  }

  private void endDynamicCharge(int depth) {
    code.u8(I64_SUB).u8(Opcodes.LOCAL_TEE).u32(gasLocal);
    code.u8(Opcodes.I64_CONST).s64(0).u8(I64_LT_S).u8(Opcodes.BR_IF).u32(depth);
    code.u8(Opcodes.LOCAL_GET).u32(lengthLocal);
  }

  /** The body, once its code is complete. */
  ByteWriter finish() {
    ByteWriter out = new ByteWriter();
    writeLocals(out);
    boolean counted = calls || slots > Meter.UNCOUNTED_SLOTS;
    if (counted) {
      raiseHeight(out);
    }
    out.u8(Opcodes.GLOBAL_GET).u32(layout.gasGlobal()).u8(Opcodes.LOCAL_SET).u32(gasLocal);
    out.u8(Opcodes.BLOCK).u8(EMPTY_BLOCK);
    out.u8(Opcodes.BLOCK);
    layout.blockType(out, body.type().results());
    writeCode(out);
    out.u8(Opcodes.LOCAL_GET).u32(gasLocal).u8(Opcodes.GLOBAL_SET).u32(layout.gasGlobal());
    if (counted) {
      out.u8(Opcodes.GLOBAL_GET).u32(layout.heightGlobal());
      out.u8(Opcodes.I32_CONST).s64(slots).u8(I32_SUB);
      out.u8(Opcodes.GLOBAL_SET).u32(layout.heightGlobal());
    }
    out.u8(Opcodes.RETURN).u8(Opcodes.END);
    out.u8(Opcodes.I64_CONST).s64(-1).u8(Opcodes.GLOBAL_SET).u32(layout.gasGlobal());
    return out.u8(Opcodes.UNREACHABLE).u8(Opcodes.END);
  }

  /** The declarations of the function itself, and two locals more. */
  private void writeLocals(ByteWriter out) {
    List<ValueType> own = body.locals().subList(body.type().params().size(), gasLocal);
    ByteWriter groups = new ByteWriter();
    int count = 0;
    int i = 0;
    while (i < own.size()) {
      int start = i;
      while (i < own.size() && own.get(i) == own.get(start)) {
        i++;
      }
      groups.u32(i - start).u8(own.get(start).code());
      count++;
    }
    out.u32(count + 2).bytes(groups);
    out.u32(1).u8(ValueType.I64.code()).u32(1).u8(ValueType.I32.code());
  }

  private void raiseHeight(ByteWriter out) {
    out.u8(Opcodes.GLOBAL_GET).u32(layout.heightGlobal());
    out.u8(Opcodes.I32_CONST).s64(slots).u8(I32_ADD).u8(Opcodes.LOCAL_TEE).u32(lengthLocal);
    out.u8(Opcodes.GLOBAL_SET).u32(layout.heightGlobal()).u8(Opcodes.LOCAL_GET).u32(lengthLocal);
    out.u8(Opcodes.I32_CONST).s64(Meter.MAX_HEIGHT).u8(I32_GT_U);
    out.u8(Opcodes.IF).u8(EMPTY_BLOCK).u8(Opcodes.UNREACHABLE).u8(Opcodes.END);
  }

  private void writeCode(ByteWriter out) {
    int written = 0;
    for (Charge charge : charges) {
      out.part(code, written, charge.position);
      written = charge.position;
      if (charge.cost > 0) {
        out.u8(Opcodes.LOCAL_GET).u32(gasLocal).u8(Opcodes.I64_CONST).s64(charge.cost);
        out.u8(I64_SUB).u8(Opcodes.LOCAL_TEE).u32(gasLocal).u8(Opcodes.I64_CONST).s64(0);
        out.u8(I64_LT_S).u8(Opcodes.BR_IF).u32(charge.depth);
      }
    }
    out.part(code, written, code.size());
  }
}
