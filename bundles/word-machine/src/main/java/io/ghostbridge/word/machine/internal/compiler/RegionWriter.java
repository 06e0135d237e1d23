package io.ghostbridge.word.machine.internal.compiler;

import io.ghostbridge.api.vm.Word;
import io.ghostbridge.word.machine.internal.machine.Execution;
import io.ghostbridge.word.machine.internal.program.Program;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the method of a region. It begins at its end, where the words that it uses are loaded from
 * the frame's stack; what is rare (growing memory, leaving) follows the nodes; all that leaves goes
 * down one ladder that stores changed words, from the height at which it leaves.
 */
final class RegionWriter {
  private final CodeBuilder code;
  private final Program program;
  private final Units units;
  private final List<Node> nodes;
  private final Layout layout;
  private final Constants constants;
  private final Map<Node, Label> labels = new HashMap<>();
  private final Set<Node> written = new HashSet<>();
  private final ArrayDeque<Runnable> deferred = new ArrayDeque<>();
  private final TreeMap<Integer, Label> exits = new TreeMap<>();

  /** By place; those below the entry count from 1 in {@link #loaded}. */
  private final Set<Integer> dirty = new HashSet<>();

  private final BitSet loaded = new BitSet();

  RegionWriter(CodeBuilder code, Program program, Units units, List<Node> nodes) {
    this.code = code;
    this.program = program;
    this.units = units;
    this.nodes = nodes;
    this.layout = new Layout(nodes);
    this.constants = new Constants(program, units, nodes);
    nodes.forEach(node -> labels.put(node, code.newLabel()));
  }

  void write() {
    Label entry = code.newLabel();
    code.goto_(entry);
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      Node next = i + 1 < nodes.size() ? nodes.get(i + 1) : null;
      code.labelBinding(label(node));
      written.add(node);
      new NodeWriter(this, code, program, units, layout, node, next).write();
    }
    while (!deferred.isEmpty()) {
      deferred.remove().run();
    }
    ladder();
    code.labelBinding(entry);
    enter();
    code.goto_(label(nodes.getFirst()));
  }

  private Label label(Node node) {
    Label label = labels.get(node);
    if (label == null) {
      throw new IllegalStateException("a node outside of the region has no label");
    }
    return label;
  }

  BitSet loaded() {
    return loaded;
  }

  /** The words that are known where the node begins, by their place on the stack. */
  Map<Integer, Word> constants(Node node) {
    return constants.at(node);
  }

  boolean contains(@Nullable Node node) {
    return node != null && labels.containsKey(node);
  }

  /** Writes {@code rare} after all nodes. */
  Label later(Runnable rare) {
    Label label = code.newLabel();
    deferred.add(
        () -> {
          code.labelBinding(label);
          rare.run();
        });
    return label;
  }

  /** Moves words to their homes; together, as homes may be sources. */
  void flush(Changes changes) {
    int[] targets = new int[4 * changes.count()];
    int count = 0;
    for (int n = 0; n < changes.count(); n++) {
      int place = changes.place(n);
      Val value = changes.value(n);
      dirty.add(place);
      if (place < 0) {
        loaded.set(-place);
      }
      for (int i = 0; i < 4; i++) {
        int target = layout.home(place, i);
        Expr source = value.limb(i);
        if (!(source instanceof Expr.Local l && l.index() == target)) {
          source.emit(code);
          targets[count++] = target;
        }
      }
    }
    while (count > 0) {
      code.lstore(targets[--count]);
    }
  }

  /** Where the way to {@code node} begins, or to outside the region for null. */
  Label way(Node.Key key, @Nullable Node node) {
    if (node == null || !contains(node)) {
      return later(() -> leave(units.first(key.unit), Code.NEXT, key.height));
    }
    return written.contains(node) ? later(() -> back(node)) : label(node);
  }

  /** Goes there. */
  void go(Node.Key key, @Nullable Node node, @Nullable Node next) {
    if (node == null || !contains(node)) {
      leave(units.first(key.unit), Code.NEXT, key.height);
    } else if (written.contains(node)) {
      back(node);
    } else if (node != next) {
      code.goto_(label(node));
    }
  }

  private void back(Node node) {
    code.iinc(Layout.JUMPS, -1).iload(Layout.JUMPS).ifge(label(node));
    code.aload(Layout.FRAME)
        .invokestatic(Types.SUPPORT, "poll", Types.method(Types.INT, Types.FRAME))
        .istore(Layout.JUMPS)
        .goto_(label(node));
  }

  /** Leaves with all words in their homes. */
  void leave(int instruction, int status, int height) {
    code.loadConstant(status).istore(Layout.STATUS);
    code.loadConstant(instruction).istore(Layout.INSTRUCTION);
    leave(height);
  }

  /** Leaves with instruction and status set. */
  void leave(int height) {
    code.goto_(exits.computeIfAbsent(height, any -> code.newLabel()));
  }

  private void ladder() {
    if (exits.isEmpty()) {
      return;
    }
    Map<Integer, Label> rungs = new HashMap<>();
    exits.forEach(
        (height, exit) -> {
          Label rung = code.newLabel();
          rungs.put(height, rung);
          code.labelBinding(exit)
              .iload(Layout.ENTRY_SP)
              .loadConstant(4 * height)
              .iadd()
              .istore(Layout.SP)
              .goto_(rung);
        });
    int lowest = Math.min(layout.low(), exits.firstKey());
    for (int place = exits.lastKey() - 1; place >= lowest - 1; place--) {
      Label rung = rungs.get(place + 1);
      if (rung != null) {
        code.labelBinding(rung);
      }
      if (dirty.contains(place)) {
        for (int i = 0; i < 4; i++) {
          code.lload(layout.home(place, i));
        }
        put(place);
      }
    }
    code.aload(Layout.FRAME).iload(Layout.SP).putfield(Types.FRAME, "sp", Types.INT);
    code.aload(Layout.FRAME).lload(Layout.GAS).putfield(Types.FRAME, "gas", Types.LONG);
    code.aload(Layout.FRAME)
        .iload(Layout.INSTRUCTION)
        .putfield(Types.FRAME, "instruction", Types.INT);
    code.aload(Layout.FRAME)
        .iload(Layout.STATUS)
        .invokestatic(Types.SUPPORT, "leave", Types.method(Types.INT, Types.FRAME, Types.INT))
        .ireturn();
  }

  /** Puts four longs from the JVM's stack to a place of the frame's. */
  void put(int place) {
    code.aload(Layout.STACK);
    index(4 * place);
    code.invokestatic(Types.SUPPORT, "put", Types.word(Types.VOID, Types.LONGS, Types.INT));
  }

  /** An index into the frame's stack. */
  void index(int longs) {
    code.iload(Layout.ENTRY_SP);
    if (longs != 0) {
      code.loadConstant(longs).iadd();
    }
  }

  /** Loads a limb from the frame's stack. */
  void limb(int place, int limb) {
    code.aload(Layout.STACK);
    index(4 * place + limb);
    code.laload();
  }

  void memory() {
    code.aload(Layout.FRAME)
        .getfield(Types.FRAME, "memory", Types.MEMORY)
        .dup()
        .invokevirtual(Types.MEMORY, "bytes", Types.method(Types.BYTES))
        .astore(Layout.MEMORY)
        .invokevirtual(Types.MEMORY, "size", Types.method(Types.INT))
        .istore(Layout.MEMORY_SIZE);
  }

  private void enter() {
    code.aload(Layout.FRAME).getfield(Types.FRAME, "sp", Types.INT).istore(Layout.ENTRY_SP);
    if (units.beginsBlock(nodes.getFirst().unit())) {
      fit();
    }
    code.aload(Layout.FRAME)
        .getfield(Types.FRAME, "execution", Types.EXECUTION)
        .invokevirtual(Types.EXECUTION, "stack", Types.method(Types.LONGS))
        .astore(Layout.STACK);
    code.aload(Layout.FRAME).getfield(Types.FRAME, "gas", Types.LONG).lstore(Layout.GAS);
    code.loadConstant(Support.JUMPS).istore(Layout.JUMPS);
    memory();
    loaded.stream()
        .forEach(
            depth -> {
              for (int i = 0; i < 4; i++) {
                limb(-depth, i);
                code.lstore(layout.home(-depth, i));
              }
            });
  }

  private void fit() {
    Label unfit = code.newLabel();
    Label fits = code.newLabel();
    code.iload(Layout.ENTRY_SP)
        .aload(Layout.FRAME)
        .getfield(Types.FRAME, "base", Types.INT)
        .isub()
        .dup()
        .loadConstant(-4 * layout.low())
        .if_icmplt(unfit)
        .loadConstant(Execution.STACK_LONGS - 4 * layout.high())
        .if_icmple(fits)
        .loadConstant(Code.UNFIT)
        .ireturn()
        .labelBinding(unfit)
        .pop()
        .loadConstant(Code.UNFIT)
        .ireturn()
        .labelBinding(fits);
  }
}
