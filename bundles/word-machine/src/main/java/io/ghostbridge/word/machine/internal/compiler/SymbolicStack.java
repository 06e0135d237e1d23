package io.ghostbridge.word.machine.internal.compiler;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The stack within a node at compile time: for each place the word that lies there. Between nodes
 * all words are in their homes.
 */
final class SymbolicStack {
  private final Layout layout;
  private final Map<Integer, Integer> known;
  private final BitSet loaded;
  private final Map<Integer, Val> entry = new HashMap<>();
  private final TreeMap<Integer, Val> changed = new TreeMap<>();
  private int height;

  /** {@code loaded} learns which places below the region's entry are read, counted from there. */
  SymbolicStack(Layout layout, Node node, BitSet loaded) {
    this.layout = layout;
    this.known = node.known;
    this.loaded = loaded;
    this.height = node.height();
  }

  private Val entry(int place) {
    return entry.computeIfAbsent(
        place,
        p -> {
          Integer target = known.get(p);
          return target != null ? Val.of(Expr.of(target)) : home(p);
        });
  }

  private Val home(int place) {
    return Val.of(
        new Expr.Local(layout.home(place, 0)),
        new Expr.Local(layout.home(place, 1)),
        new Expr.Local(layout.home(place, 2)),
        new Expr.Local(layout.home(place, 3)));
  }

  int height() {
    return height;
  }

  Val get(int place) {
    Val value = changed.get(place);
    if (value != null) {
      return value;
    }
    if (place < 0) {
      loaded.set(-place);
    }
    return entry(place);
  }

  @SuppressWarnings("ReferenceEquality") // Equal words may be in different variables.
  void set(int place, Val value) {
    if (value == entry(place)) {
      changed.remove(place);
    } else {
      changed.put(place, value);
    }
  }

  void push(Val value) {
    set(height++, value);
  }

  Val pop() {
    Val value = get(--height);
    changed.remove(height);
    return value;
  }

  /** What is not in its home, below the height. */
  NavigableMap<Integer, Val> changes() {
    return new TreeMap<>(changed.headMap(height, false));
  }

  /** The temporaries that words are in. */
  BitSet temporaries() {
    BitSet used = new BitSet();
    changed.headMap(height, false).values().forEach(value -> note(value, used));
    return used;
  }

  private void note(Val value, BitSet used) {
    for (int i = 0; i < 4; i++) {
      note(value.limb(i), used);
    }
    Expr test = value.test();
    if (test != null) {
      note(test, used);
    }
  }

  private void note(Expr e, BitSet used) {
    switch (e) {
      case Expr.Const _ -> {}
      case Expr.Local l -> {
        int number = layout.numberOf(l.index());
        if (number >= 0) {
          used.set(number);
        }
      }
      case Expr.Binary b -> {
        note(b.left(), used);
        note(b.right(), used);
      }
      case Expr.Call c -> c.arguments().forEach(argument -> note(argument, used));
    }
  }
}
