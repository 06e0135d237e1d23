package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.vm.Word;
import org.jspecify.annotations.Nullable;

/**
 * Addresses by the words that stand for them: a contract calls the same few again and again, and
 * the same object is found without a hash of its bytes. For one thread at a time.
 */
final class Addresses {
  private static final int SIZE = 64;
  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final long HIGH = 0xffffffffL;

  private final long[] limbs = new long[3 * SIZE];
  private final @Nullable Address[] known = new Address[SIZE];

  /** The address of the low 160 bits of the word at {@code i}. */
  Address at(long[] s, int i) {
    long w0 = s[i];
    long w1 = s[i + 1];
    long w2 = s[i + 2] & HIGH;
    int slot = (int) (((w0 ^ w1) * MIX) >>> 58);
    Address address = known[slot];
    int limb = 3 * slot;
    if (address != null && limbs[limb] == w0 && limbs[limb + 1] == w1 && limbs[limb + 2] == w2) {
      return address;
    }
    Address made = new Word(0, w2, w1, w0).toAddress();
    limbs[limb] = w0;
    limbs[limb + 1] = w1;
    limbs[limb + 2] = w2;
    known[slot] = made;
    return made;
  }
}
