package io.ghostbridge.word.machine.internal.compiler;

import io.ghostbridge.word.machine.internal.program.Op;
import io.ghostbridge.word.machine.internal.program.Program;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is reached from a unit by jumps whose targets are known, in a bounded number of nodes. */
final class Graph {
  private final Program program;
  private final Units units;
  private final Map<Node.Key, Node> nodes = new LinkedHashMap<>();

  /** From the unit {@code head} on, at most {@code most} nodes, the nearest first. */
  Graph(Program program, Units units, int head, int most) {
    this.program = program;
    this.units = units;
    ArrayDeque<Node.Key> open = new ArrayDeque<>();
    Node.Key first = new Node.Key(head, 0, new TreeMap<>());
    open.add(first);
    while (!open.isEmpty() && nodes.size() < most) {
      Node.Key key = open.remove();
      if (nodes.containsKey(key)) {
        continue;
      }
      Node node = node(key);
      // Nothing is below a program's start: what goes there fails, which the interpreter does.
      if (head == 0 && node.low < 0 && !key.equals(first)) {
        continue;
      }
      nodes.put(key, node);
      if (node.fall != null) {
        open.add(node.fall);
      }
      if (node.jump != null) {
        open.add(node.jump);
      }
    }
    for (Node node : nodes.values()) {
      node.fallNode = node.fall == null ? null : nodes.get(node.fall);
      node.jumpNode = node.jump == null ? null : nodes.get(node.jump);
    }
  }

  /** The nodes, the head first. */
  Map<Node.Key, Node> nodes() {
    return nodes;
  }

  private Node node(Node.Key key) {
    SortedMap<Integer, Integer> known = key.known;
    Map<Integer, Integer> now = new HashMap<>(known);
    int unit = key.unit;
    int height = key.height;
    int low = height;
    int high = height;
    int end = units.first(unit + 1);
    Integer target = null;
    int last = Op.STOP;
    for (int i = units.first(unit); i < end; i++) {
      last = program.op(i);
      switch (last) {
        case Op.PUSH -> {
          int at = target(i);
          put(now, height++, at < 0 ? null : at);
        }
        case Op.DUP -> {
          int depth = program.argument(i);
          low = Math.min(low, height - depth);
          put(now, height, now.get(height - depth));
          height++;
        }
        case Op.SWAP -> {
          int depth = program.argument(i);
          low = Math.min(low, height - 1 - depth);
          Integer top = now.get(height - 1);
          put(now, height - 1, now.get(height - 1 - depth));
          put(now, height - 1 - depth, top);
        }
        default -> {
          int pops = program.pops(i);
          low = Math.min(low, height - pops);
          if (last == Op.JUMP || last == Op.JUMPI) {
            target = now.get(height - 1);
          }
          for (int p = 0; p < pops; p++) {
            now.remove(--height);
          }
          for (int p = 0; p < program.pushes(i); p++) {
            now.remove(height++);
          }
        }
      }
      high = Math.max(high, height);
    }
    if (units.beginsBlock(unit)) {
      int block = units.block(unit);
      low = Math.min(low, key.height - program.blocks().needs(block));
      high = Math.max(high, key.height + program.blocks().growth(block));
    }
    int top = height;
    now.keySet().removeIf(place -> place >= top);
    TreeMap<Integer, Integer> left = new TreeMap<>(now);
    Node.Key jump =
        target == null
            ? null
            : new Node.Key(units.at(program.blocks().first(program.blockAt(target))), height, left);
    boolean falls = !Op.endsExecution(last) && !Op.isCall(last) && unit + 1 < units.count();
    Node.Key fall = falls ? new Node.Key(unit + 1, height, left) : null;
    return new Node(key, known, low, high, jump, fall);
  }

  private static void put(Map<Integer, Integer> map, int place, @Nullable Integer value) {
    if (value == null) {
      map.remove(place);
    } else {
      map.put(place, value);
    }
  }

  /** The offset that the push names, if a jump can lead there; otherwise -1. */
  private int target(int push) {
    long[] immediates = program.immediates();
    int i = 4 * program.argument(push);
    boolean small = (immediates[i + 1] | immediates[i + 2] | immediates[i + 3]) == 0;
    return small && program.blockAt(immediates[i]) >= 0 ? (int) immediates[i] : -1;
  }
}
