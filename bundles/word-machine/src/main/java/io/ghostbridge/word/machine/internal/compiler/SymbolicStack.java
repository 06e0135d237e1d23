package io.ghostbridge.word.machine.internal.compiler;

import io.ghostbridge.api.vm.Word;
import java.util.BitSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stack within a node at compile time: for each place the word that lies there. Between nodes
 * all words are in their homes.
 */
final class SymbolicStack {
  private final Layout layout;
  private final Map<Integer, Integer> targets;
  private final Map<Integer, Word> constants;
  private final BitSet loaded;
  private final int low;

  /** By place, counted from {@link #low}: what lay there at first, once it was asked for. */
  private final @Nullable Val[] entry;

  /** The same: what lies there now, where it is something else. */
  private final @Nullable Val[] changed;

  private int height;

  /**
   * The stack as a node finds it: {@code constants} lie at their places. {@code loaded} learns
   * which places below the region's entry are read, counted from there.
   */
  SymbolicStack(Layout layout, Node node, Map<Integer, Word> constants, BitSet loaded) {
    this.layout = layout;
    this.targets = node.known;
    this.constants = constants;
    this.loaded = loaded;
    this.height = node.height();
    this.low = layout.low();
    this.entry = new Val[layout.high() - low + 1];
    this.changed = new Val[layout.high() - low + 1];
  }

  private Val entry(int place) {
    Val known = entry[place - low];
    if (known == null) {
      known = found(place);
      entry[place - low] = known;
    }
    return known;
  }

  private Val found(int place) {
    Integer target = targets.get(place);
    if (target != null) {
      return Val.of(Expr.of(target));
    }
    Word word = constants.get(place);
    return word == null
        ? home(place)
        : Val.of(Expr.of(word.w0()), Expr.of(word.w1()), Expr.of(word.w2()), Expr.of(word.w3()));
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
    Val value = changed[place - low];
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
    changed[place - low] = value == entry(place) ? null : value;
  }

  void push(Val value) {
    set(height++, value);
  }

  Val pop() {
    Val value = get(--height);
    changed[height - low] = null;
    return value;
  }

  /** What is not in its home, below the height. */
  Changes changes() {
    int count = 0;
    for (int i = 0; i < height - low; i++) {
      count += changed[i] == null ? 0 : 1;
    }
    int[] places = new int[count];
    Val[] values = new Val[count];
    int n = 0;
    for (int i = 0; i < height - low; i++) {
      Val value = changed[i];
      if (value != null) {
        places[n] = low + i;
        values[n++] = value;
      }
    }
    return new Changes(places, values);
  }

  /** The temporaries that words are in. */
  BitSet temporaries() {
    BitSet used = new BitSet();
    for (int i = 0; i < height - low; i++) {
      Val value = changed[i];
      if (value != null) {
        note(value, used);
      }
    }
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
    Affine affine = value.affine();
    if (affine != null) {
      note(affine.base(), used);
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
