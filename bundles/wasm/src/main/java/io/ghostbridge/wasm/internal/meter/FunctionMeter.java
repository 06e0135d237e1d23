package io.ghostbridge.wasm.internal.meter;

import io.ghostbridge.api.vm.InvalidCodeException;
import io.ghostbridge.wasm.internal.module.FunctionBody;
import io.ghostbridge.wasm.internal.module.InstructionReader;
import io.ghostbridge.wasm.internal.module.Module;
import io.ghostbridge.wasm.internal.module.Opcode.Immediate;
import io.ghostbridge.wasm.internal.module.Opcodes;
import java.util.ArrayList;
import java.util.List;

/**
 * Rewrites one function so that it pays for each basic block before it runs it.
 *
 * <p>The gas left is in a global, and within a function in a local, which the JIT keeps in a
 * register: the function loads it at its start and after each call, and stores it before each call
 * and at its end. The result has this form, with the code unchanged but for what is said here:
 *
 * <pre>
 *   height += slots; if (height &gt; MAX_HEIGHT) trap     where the function calls others
 *   gas = GAS
 *   block $out_of_gas
 *     block $function                                  a return becomes a branch to its end
 *       gas -= cost of the block; if (gas &lt; 0) br $out_of_gas
 *       ...
 *     end
 *     GAS = gas; height -= slots; return
 *   end
 *   GAS = -1; trap
 * </pre>
 *
 * Code that no path reaches is left out.
 */
final class FunctionMeter {
  /** A block that is open. */
  private static final class Frame {
    final int opcode;
    boolean hasElse;
    boolean targeted;
    boolean firstEnds;

    Frame(int opcode) {
      this.opcode = opcode;
    }
  }

  private final Module module;
  private final Injection out;
  private final InstructionReader in;
  private final List<Frame> frames = new ArrayList<>();

  private boolean dead;
  private int deadBlocks;

  FunctionMeter(Module module, FunctionBody body, int slots, Layout layout) {
    this.module = module;
    this.in = new InstructionReader(module, body);
    this.out = new Injection(body, slots, layout);
  }

  /** The new body, without its size. */
  ByteWriter rewrite() {
    try {
      frames.add(new Frame(Opcodes.BLOCK));
      out.openBlock(1);
      while (!frames.isEmpty()) {
        in.next();
        if (dead) {
          skip();
        } else {
          live();
        }
      }
      return out.finish();
    } catch (InvalidCodeException e) {
      throw new IllegalStateException("a validated function does not read again", e);
    }
  }

  private void skip() {
    switch (in.opcode.code()) {
      case Opcodes.BLOCK, Opcodes.LOOP, Opcodes.IF -> deadBlocks++;
      case Opcodes.ELSE -> {
        if (deadBlocks == 0) {
          otherwise();
        }
      }
      case Opcodes.END -> {
        if (deadBlocks == 0) {
          end();
        } else {
          deadBlocks--;
        }
      }
      default -> {}
    }
  }

  private void live() {
    if (in.opcode.immediate() == Immediate.MEMORY
        && in.value >= module.rules().maxMemoryPages() * 65_536L) {
      // Beyond what any memory can be. Endive adds offsets in 32 bits.
      out.charge(in.opcode.gas());
      out.code().u8(Opcodes.UNREACHABLE);
      dead = true;
      return;
    }
    switch (in.opcode.code()) {
      case Opcodes.BLOCK -> {
        out.charge(in.opcode.gas());
        open();
      }
      case Opcodes.LOOP -> {
        open();
        out.openBlock(frames.size());
        out.charge(in.opcode.gas());
      }
      case Opcodes.IF -> {
        out.charge(in.opcode.gas());
        open();
        out.openBlock(frames.size());
      }
      case Opcodes.ELSE -> otherwise();
      case Opcodes.END -> end();
      case Opcodes.BR, Opcodes.BR_TABLE, Opcodes.UNREACHABLE -> {
        copy();
        target();
        dead = true;
      }
      case Opcodes.RETURN -> {
        out.charge(in.opcode.gas());
        out.code().u8(Opcodes.BR).u32(frames.size() - 1);
        frames.getFirst().targeted = true;
        dead = true;
      }
      case Opcodes.BR_IF -> {
        copy();
        target();
        out.openBlock(frames.size());
      }
      case Opcodes.CALL, Opcodes.CALL_INDIRECT -> {
        out.charge(in.opcode.gas());
        out.beforeCall();
        out.code().bytes(module.bytes(), in.start, in.position());
        out.afterCall();
      }
      case Opcodes.MEMORY_GROW -> {
        out.chargePages(frames.size());
        copy();
      }
      case Opcodes.MEMORY_COPY, Opcodes.MEMORY_FILL, Opcodes.MEMORY_INIT -> {
        out.chargeBytes(frames.size());
        copy();
      }
      default -> copy();
    }
  }

  private void copy() {
    out.charge(in.opcode.gas());
    out.code().bytes(module.bytes(), in.start, in.position());
  }

  private void open() {
    out.code().bytes(module.bytes(), in.start, in.position());
    frames.add(new Frame(in.opcode.code()));
  }

  private void target() {
    switch (in.opcode.code()) {
      case Opcodes.BR, Opcodes.BR_IF -> target(in.index);
      case Opcodes.BR_TABLE -> {
        for (int label : in.labels) {
          target(label);
        }
      }
      default -> {}
    }
  }

  private void target(int label) {
    frames.get(frames.size() - 1 - label).targeted = true;
  }

  private void otherwise() {
    Frame frame = frames.getLast();
    frame.hasElse = true;
    frame.firstEnds = !dead;
    dead = false;
    out.code().u8(Opcodes.ELSE);
    out.openBlock(frames.size());
  }

  private void end() {
    Frame frame = frames.removeLast();
    out.code().u8(Opcodes.END);
    if (frames.isEmpty()) {
      return;
    }
    boolean reached =
        !dead
            || switch (frame.opcode) {
              case Opcodes.IF -> !frame.hasElse || frame.firstEnds || frame.targeted;
              case Opcodes.BLOCK -> frame.targeted;
              default -> false;
            };
    if (!reached) {
      // The block's results are there for the validator only: nothing reaches this.
      out.code().u8(Opcodes.UNREACHABLE);
      dead = true;
      return;
    }
    dead = false;
    if (frame.opcode == Opcodes.IF || (frame.targeted && frame.opcode == Opcodes.BLOCK)) {
      out.openBlock(frames.size());
    }
  }
}
