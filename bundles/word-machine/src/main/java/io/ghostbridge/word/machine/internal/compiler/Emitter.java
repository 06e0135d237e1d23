package io.ghostbridge.word.machine.internal.compiler;

import java.lang.classfile.CodeBuilder;
import java.util.BitSet;

/** Words and temporaries of a node: what the writers of instructions work with. */
final class Emitter {
  final RegionWriter region;
  final CodeBuilder code;
  final SymbolicStack stack;
  final Arithmetic arithmetic = new Arithmetic(this::keep);
  private final Layout layout;
  private BitSet used = new BitSet();

  Emitter(RegionWriter region, CodeBuilder code, Layout layout, SymbolicStack stack) {
    this.region = region;
    this.code = code;
    this.layout = layout;
    this.stack = stack;
  }

  /** An instruction begins: temporaries that no word on the stack is in are free again. */
  void begin() {
    used = stack.temporaries();
  }

  /** In a local variable, unless it needs no computation. */
  Expr keep(Expr e) {
    return Expr.isLeaf(e) ? e : copy(e);
  }

  /** In a temporary. */
  Expr copy(Expr e) {
    int local = temporary();
    e.emit(code);
    code.lstore(local);
    return new Expr.Local(local);
  }

  int temporary() {
    int number = used.nextClearBit(0);
    used.set(number);
    return layout.temporary(number);
  }

  /** What lies on top, its limbs without computation. */
  Val pop() {
    Val value = stack.pop();
    return Expr.isLeaf(value.w0())
            && Expr.isLeaf(value.w1())
            && Expr.isLeaf(value.w2())
            && Expr.isLeaf(value.w3())
        ? value
        : Val.of(keep(value.w0()), keep(value.w1()), keep(value.w2()), keep(value.w3()));
  }

  void pushInt() {
    int local = temporary();
    code.i2l().lstore(local);
    stack.push(Val.of(new Expr.Local(local)));
  }

  void emit(Val value) {
    for (int limb = 0; limb < 4; limb++) {
      value.limb(limb).emit(code);
    }
  }

  void put(Val value, int place) {
    emit(value);
    region.put(place);
  }

  Val take(int place) {
    Expr[] limbs = new Expr[4];
    for (int limb = 0; limb < 4; limb++) {
      int local = temporary();
      region.limb(place, limb);
      code.lstore(local);
      limbs[limb] = new Expr.Local(local);
    }
    return Val.of(limbs[0], limbs[1], limbs[2], limbs[3]);
  }

  /** Homes are about to change. */
  Val copied(Val value) {
    return value.isConst()
        ? value
        : Val.of(copy(value.w0()), copy(value.w1()), copy(value.w2()), copy(value.w3()));
  }
}
