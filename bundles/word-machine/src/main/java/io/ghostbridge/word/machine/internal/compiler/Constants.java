package io.ghostbridge.word.machine.internal.compiler;

import io.ghostbridge.api.vm.Word;
import io.ghostbridge.word.machine.internal.program.Op;
import io.ghostbridge.word.machine.internal.program.Program;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which places of the stack hold a known word where a node begins, on every way that leads there
 * from the region's head (Kildall, "A Unified Approach to Global Program Optimization", 1973).
 */
final class Constants {
  private final Program program;
  private final Units units;
  private final Map<Node, Map<Integer, Word>> before = new HashMap<>();

  /** For the nodes of a region, of which the first is its head. */
  Constants(Program program, Units units, List<Node> nodes) {
    this.program = program;
    this.units = units;
    Set<Node> region = new HashSet<>(nodes);
    ArrayDeque<Node> open = new ArrayDeque<>();
    before.put(nodes.getFirst(), new HashMap<>());
    open.add(nodes.getFirst());
    while (!open.isEmpty()) {
      Node node = open.remove();
      Map<Integer, Word> after = after(node);
      for (Node next : successors(node)) {
        if (region.contains(next) && meet(next, after)) {
          open.add(next);
        }
      }
    }
  }

  /** By place. */
  Map<Integer, Word> at(Node node) {
    return before.getOrDefault(node, Map.of());
  }

  private static Collection<Node> successors(Node node) {
    Set<Node> next = new HashSet<>();
    if (node.jumpNode != null) {
      next.add(node.jumpNode);
    }
    if (node.fallNode != null) {
      next.add(node.fallNode);
    }
    return next;
  }

  /** Takes what holds on one more way; whether less holds now, or the node was not reached yet. */
  private boolean meet(Node node, Map<Integer, Word> after) {
    Map<Integer, Word> known = before.get(node);
    if (known == null) {
      before.put(node, new HashMap<>(after));
      return true;
    }
    return known.entrySet().removeIf(entry -> !entry.getValue().equals(after.get(entry.getKey())));
  }

  private Map<Integer, Word> after(Node node) {
    Map<Integer, Word> now = new HashMap<>(at(node));
    int height = node.height();
    int end = units.first(node.unit() + 1);
    for (int i = units.first(node.unit()); i < end; i++) {
      int depth = program.argument(i);
      switch (program.op(i)) {
        case Op.PUSH -> put(now, height++, immediate(depth));
        case Op.DUP -> {
          put(now, height, now.get(height - depth));
          height++;
        }
        case Op.SWAP -> {
          Word top = now.get(height - 1);
          put(now, height - 1, now.get(height - 1 - depth));
          put(now, height - 1 - depth, top);
        }
        default -> {
          for (int p = program.pops(i); p > 0; p--) {
            now.remove(--height);
          }
          for (int p = program.pushes(i); p > 0; p--) {
            now.remove(height++);
          }
        }
      }
    }
    int top = height;
    now.keySet().removeIf(place -> place >= top);
    return now;
  }

  private Word immediate(int index) {
    long[] immediates = program.immediates();
    int i = 4 * index;
    return new Word(immediates[i + 3], immediates[i + 2], immediates[i + 1], immediates[i]);
  }

  private static void put(Map<Integer, Word> map, int place, @Nullable Word value) {
    if (value == null) {
      map.remove(place);
    } else {
      map.put(place, value);
    }
  }
}
