package io.ghostbridge.api.broken;

/** Final, yet not immutable. */
public final class MutableData {
  private int value;

  /** Changes the value. */
  public int next() {
    return value++;
  }
}
