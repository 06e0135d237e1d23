package io.ghostbridge.word.machine.internal.compiler;

/** Words that are not in their homes, by their places on the stack, the lowest first. */
final class Changes {
  private final int[] places;
  private final Val[] values;

  /** Both arrays are as long. */
  Changes(int[] places, Val[] values) {
    this.places = places;
    this.values = values;
  }

  int count() {
    return places.length;
  }

  int place(int i) {
    return places[i];
  }

  Val value(int i) {
    return values[i];
  }
}
