package io.ghostbridge.word.machine.internal.compiler;

import io.ghostbridge.api.vm.Message;
import io.ghostbridge.word.machine.internal.compiler.RegionCompiler.Region;
import io.ghostbridge.word.machine.internal.machine.Frame;
import io.ghostbridge.word.machine.internal.machine.Interpreter;
import io.ghostbridge.word.machine.internal.machine.Status;
import io.ghostbridge.word.machine.internal.machine.Tier;
import io.ghostbridge.word.machine.internal.program.Program;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A program's compiled regions, by the instruction that they begin with. What has none yet is
 * interpreted and counted; counts may be lost between threads, which only delays. Kept with the
 * program, and collected with it; safe for use by any thread.
 */
final class HotProgram implements Tier {
  /** So many regions in a row, then the engine looks at the thread. */
  private static final int MOST_IN_A_ROW = 1 << 10;

  /** What is interpreted counts as often as it used so much gas. */
  private static final int GAS_OF_A_TIME = 4096;

  /** Places in a program that is hot are asked for so many times as soon as the program was. */
  private static final int PLACES = 128;

  private final Program program;
  private final CompilerTier compiler;
  private final int threshold;
  private volatile @Nullable Regions regions;
  private int heat;
  private volatile boolean used;

  private static final class Regions {
    final Units units;
    final AtomicReferenceArray<@Nullable Code> codes;

    /** How often each unit was entered without code; -1 once it was asked for. */
    final int[] heat;

    Regions(Program program) {
      units = new Units(program);
      codes = new AtomicReferenceArray<>(program.length());
      heat = new int[units.count()];
    }
  }

  HotProgram(Program program, CompilerTier compiler) {
    this.program = program;
    this.compiler = compiler;
    this.threshold = compiler.settings().threshold();
  }

  @Override
  public int run(Frame frame) {
    return regions == null && heat + 1 < threshold && program.fast().beginsBlock(frame.instruction)
        ? runCold(frame)
        : runHot(frame);
  }

  /** As quick as the interpreter alone, for what calls others all the time and ends soon. */
  private int runCold(Frame frame) {
    long gas = frame.gas;
    int status = Interpreter.FAST.run(frame);
    heat += 1 + times(frame, gas);
    return status;
  }

  /** As often as the gas counts that was used since there was {@code before}. */
  private static int times(Frame frame, long before) {
    Message call = frame.call;
    // What a call is handed is not used yet, and mostly comes back.
    long used = before - frame.gas - (call == null ? 0 : call.gas());
    return (int) Math.min(Integer.MAX_VALUE / 4, Math.max(0, used) / GAS_OF_A_TIME);
  }

  private int runHot(Frame frame) {
    if (!used) {
      used = true;
    }
    int inARow = 0;
    while (true) {
      int instruction = frame.instruction;
      Regions known = regions;
      Code code = known == null ? null : known.codes.get(instruction);
      if (code == null) {
        code = entered(instruction, 1);
        if (code == null) {
          return interpret(frame);
        }
      }
      int status = code.run(frame);
      if (status == Code.UNFIT) {
        return interpret(frame);
      }
      if (status != Code.NEXT) {
        return status;
      }
      if (++inARow > MOST_IN_A_ROW && program.fast().beginsBlock(frame.instruction)) {
        return Status.CONTINUE;
      }
    }
  }

  private int interpret(Frame frame) {
    if (!program.fast().beginsBlock(frame.instruction)) {
      // The region that goes on within a block was evicted; the block's gas is charged already.
      frame.gas += program.fast().gasFrom(frame.instruction);
      return Status.CAREFUL;
    }
    int entry = frame.instruction;
    long gas = frame.gas;
    int status = (regions == null ? Interpreter.FAST : Interpreter.SHORT).run(frame);
    int times = times(frame, gas);
    if (status == Status.CONTINUE) {
      entered(frame.instruction, times + 1);
    } else if (times > 0) {
      entered(entry, times);
    }
    return status;
  }

  /** Counts; asks for a region where it pays, and has it where it is compiled at once. */
  private @Nullable Code entered(int instruction, int times) {
    Regions known = regions;
    if (known == null) {
      // Most programs run a few times only, and get no arrays.
      heat = (int) Math.min(Integer.MAX_VALUE, (long) heat + times);
      if (heat < threshold) {
        return null;
      }
      known = regions();
      if (instruction != 0) {
        // From the beginning on more words are known than in the middle of a loop.
        ask(known, 0);
      }
      return ask(known, known.units.at(instruction));
    }
    int unit = known.units.at(instruction);
    if (unit < 0 || known.heat[unit] < 0) {
      return null;
    }
    known.heat[unit] = (int) Math.min(Integer.MAX_VALUE, (long) known.heat[unit] + times);
    return known.heat[unit] < Math.max(1, threshold / PLACES) ? null : ask(known, unit);
  }

  private @Nullable Code ask(Regions known, int unit) {
    if (unit < 0 || !known.units.beginsBlock(unit)) {
      return null;
    }
    known.heat[unit] = -1;
    compiler.request(this, unit);
    return known.codes.get(known.units.first(unit));
  }

  private synchronized Regions regions() {
    Regions known = regions;
    if (known == null) {
      known = new Regions(program);
      regions = known;
    }
    return known;
  }

  Program program() {
    return program;
  }

  /** The units, while the program has regions. */
  @Nullable Units units() {
    Regions known = regions;
    return known == null ? null : known.units;
  }

  /** There was no room for the request: it may be made again. */
  void refused(int unit) {
    Regions known = regions;
    if (known != null) {
      known.heat[unit] = 0;
    }
  }

  /** From now on these run. */
  void publish(List<Region> compiled) {
    Regions known = regions;
    if (known == null) {
      return;
    }
    // What others go on in comes first.
    for (Region region : compiled.reversed()) {
      known.codes.set(known.units.first(region.unit()), region.code());
    }
  }

  /** Whether it ran since this was asked last. */
  boolean wasUsed() {
    boolean was = used;
    used = false;
    return was;
  }

  /** Lets go of all regions. */
  synchronized void drop() {
    regions = null;
    heat = 0;
  }
}
