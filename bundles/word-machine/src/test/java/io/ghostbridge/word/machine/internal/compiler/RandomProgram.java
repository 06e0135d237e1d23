package io.ghostbridge.word.machine.internal.compiler;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Bytecode that mostly gets somewhere: loops that end, functions that return, branches, memory,
 * storage, calls and creations; now and then with bytes that are anything.
 */
final class RandomProgram {
  private static final int[] BINARY = {
    0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x0b, 0x10, 0x11, 0x12, 0x13, 0x14, 0x16, 0x17, 0x18,
    0x1a, 0x1b, 0x1c, 0x1d
  };
  private static final int[] ENVIRONMENT = {
    0x30, 0x32, 0x33, 0x34, 0x36, 0x38, 0x3a, 0x3d, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48,
    0x4a, 0x58, 0x59, 0x5a
  };
  private static final int[] UNARY = {0x15, 0x19, 0x1e, 0x35, 0x31, 0x3b, 0x3f, 0x40, 0x49};
  private static final int[] KNOWN = {0x01, 0x01, 0x02, 0x02, 0x03, 0x04, 0x05, 0x07};
  private static final int[] CALLS = {0xf1, 0xf2, 0xf4, 0xfa};

  private final SplittableRandom random;
  private final ByteArrayOutputStream code = new ByteArrayOutputStream();
  private final List<int[]> patches = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();
  private final List<Integer> functions = new ArrayList<>();
  private int height;

  private RandomProgram(SplittableRandom random) {
    this.random = random;
  }

  /** A program; {@code size} is about the number of its statements. */
  static byte[] make(SplittableRandom random, int size) {
    return new RandomProgram(random).program(size);
  }

  /** {@code code} with a few bytes changed, inserted, removed or repeated. */
  static byte[] mutate(SplittableRandom random, byte[] code) {
    byte[] mutated = code.clone();
    for (int n = random.nextInt(1, 5); n > 0 && mutated.length > 1; n--) {
      int at = random.nextInt(mutated.length);
      switch (random.nextInt(4)) {
        case 0 -> mutated[at] = (byte) random.nextInt(256);
        case 1 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> {
          byte[] shorter = new byte[mutated.length - 1];
          System.arraycopy(mutated, 0, shorter, 0, at);
          System.arraycopy(mutated, at + 1, shorter, at, shorter.length - at);
          mutated = shorter;
        }
        default -> {
          int from = random.nextInt(mutated.length);
          int length = Math.min(mutated.length - Math.max(from, at), random.nextInt(1, 9));
          System.arraycopy(mutated, from, mutated, at, length);
        }
      }
    }
    return mutated;
  }

  private byte[] program(int size) {
    for (int i = random.nextInt(3); i > 0; i--) {
      functions.add(label());
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      number();
    }
    statements(size, 0);
    end();
    for (int function : functions) {
      bind(function);
      height = 2;
      // The argument is above the return address.
      statements(Math.max(1, size / 4), 2);
      while (height > 2) {
        op(0x50);
        height--;
      }
      while (height < 2) {
        number();
      }
      swap(1);
      op(0x56);
    }
    byte[] bytes = code.toByteArray();
    for (int[] patch : patches) {
      int target = labels.get(patch[1]);
      bytes[patch[0]] = (byte) (target >> 8);
      bytes[patch[0] + 1] = (byte) target;
    }
    return bytes;
  }

  private void end() {
    switch (random.nextInt(5)) {
      case 0 -> op(0x00);
      case 1 -> {
        small();
        small();
        op(random.nextBoolean() ? 0xf3 : 0xfd);
      }
      default -> {
        // What is on the stack is to be seen.
        int words = Math.min(height, 6);
        for (int i = 0; i < words; i++) {
          push(32L * i);
          op(0x52);
        }
        push(32L * words);
        push(0);
        op(0xf3);
      }
    }
  }

  private void statements(int count, int depth) {
    for (int i = 0; i < count; i++) {
      statement(depth);
    }
  }

  private void statement(int depth) {
    int kind = random.nextInt(100);
    if (kind < 34) {
      need(2);
      op(BINARY[random.nextInt(BINARY.length)]);
      height--;
    } else if (kind < 36) {
      known();
    } else if (kind < 40) {
      number();
    } else if (kind < 46) {
      need(1);
      op(UNARY[random.nextInt(UNARY.length)]);
    } else if (kind < 50) {
      op(ENVIRONMENT[random.nextInt(ENVIRONMENT.length)]);
      height++;
    } else if (kind < 57) {
      need(1);
      int n = random.nextInt(1, Math.min(16, height) + 1);
      op(0x7f + n);
      height++;
    } else if (kind < 64) {
      need(2);
      swap(random.nextInt(1, Math.min(16, height - 1) + 1));
    } else if (kind < 67) {
      need(1);
      op(0x50);
      height--;
    } else if (kind < 70) {
      need(3);
      op(random.nextBoolean() ? 0x08 : 0x09);
      height -= 2;
    } else if (kind < 80) {
      memory();
    } else if (kind < 85) {
      storage();
    } else if (depth < 2 && kind < 89) {
      loop(depth);
    } else if (depth < 3 && kind < 93) {
      branch(depth);
    } else if (kind < 95 && !functions.isEmpty()) {
      call();
    } else if (kind < 97) {
      message();
    } else if (kind == 97) {
      log();
    } else if (kind == 98) {
      creation();
    } else if (random.nextInt(12) == 0) {
      op(random.nextInt(256));
    } else {
      number();
      op(0x0a);
      number();
    }
  }

  /** Arithmetic with known words, one after the other. */
  private void known() {
    need(1);
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      number();
      if (random.nextInt(4) == 0) {
        swap(1);
      }
      op(KNOWN[random.nextInt(KNOWN.length)]);
      height--;
      if (random.nextInt(4) == 0) {
        op(0x80);
        height++;
      }
    }
  }

  private void memory() {
    switch (random.nextInt(6)) {
      case 0, 1 -> {
        offset();
        op(0x51);
      }
      case 2, 3 -> {
        need(1);
        offset();
        op(random.nextInt(4) == 0 ? 0x53 : 0x52);
        height -= 2;
      }
      case 4 -> {
        small();
        small();
        small();
        int[] copies = {0x37, 0x39, 0x3e, 0x5e};
        op(copies[random.nextInt(copies.length)]);
        height -= 3;
      }
      default -> {
        small();
        small();
        op(0x20);
        height--;
      }
    }
  }

  private void storage() {
    push(random.nextInt(3));
    height++;
    switch (random.nextInt(5)) {
      case 0, 1 -> op(0x54);
      case 2 -> op(0x5c);
      case 3 -> {
        need(2);
        op(0x5d);
        height -= 2;
      }
      default -> {
        need(2);
        op(0x55);
        height -= 2;
      }
    }
  }

  private void loop(int depth) {
    push(random.nextInt(1, 6));
    height++;
    int start = label();
    bind(start);
    int before = height;
    statements(random.nextInt(1, 5), depth + 1);
    while (height > before) {
      op(0x50);
      height--;
    }
    while (height < before) {
      number();
    }
    // A counter that was exchanged for something large is caught by the gas.
    push(1);
    swap(1);
    op(0x03);
    op(0x80);
    to(start);
    op(0x57);
  }

  private void branch(int depth) {
    need(1);
    int over = label();
    if (random.nextBoolean()) {
      op(0x15);
    }
    to(over);
    op(0x57);
    height--;
    int before = height;
    statements(random.nextInt(1, 4), depth + 1);
    while (height > before) {
      op(0x50);
      height--;
    }
    while (height < before) {
      number();
    }
    bind(over);
  }

  private void call() {
    int back = label();
    to(back);
    number();
    to(functions.get(random.nextInt(functions.size())));
    op(0x56);
    bind(back);
  }

  private void message() {
    int op = CALLS[random.nextInt(CALLS.length)];
    small();
    small();
    small();
    small();
    boolean hasValue = op == 0xf1 || op == 0xf2;
    if (hasValue) {
      push(random.nextInt(4) == 0 ? 1 : 0);
    }
    push(0x1000 + random.nextInt(4));
    if (random.nextBoolean()) {
      op(0x5a);
    } else {
      push(random.nextInt(40_000));
    }
    op(op);
    // The four of memory are counted already.
    height -= 3;
  }

  private void log() {
    int topics = random.nextInt(5);
    for (int i = 0; i < topics; i++) {
      number();
    }
    small();
    small();
    op(0xa0 + topics);
    height -= topics + 2;
  }

  private void creation() {
    // Code that returns a byte or two of memory, or that fails.
    push(0x60016000f3L);
    height++;
    push(random.nextInt(32));
    op(0x52);
    height--;
    small();
    small();
    push(random.nextInt(3) == 0 ? 1 : 0);
    height++;
    if (random.nextBoolean()) {
      op(0xf0);
      height -= 2;
    } else {
      number();
      swap(1);
      op(0xf5);
      height -= 3;
    }
  }

  private void need(int words) {
    while (height < words) {
      number();
    }
  }

  private void swap(int n) {
    op(0x8f + n);
  }

  private void offset() {
    switch (random.nextInt(20)) {
      case 0 -> number();
      case 1 -> {
        push(random.nextInt(20_000));
        height++;
      }
      default -> {
        push(random.nextInt(8) * 32 + (random.nextInt(4) == 0 ? random.nextInt(32) : 0));
        height++;
      }
    }
  }

  private void small() {
    if (random.nextInt(30) == 0) {
      number();
      return;
    }
    push(random.nextInt(3) == 0 ? 0 : random.nextInt(100));
    height++;
  }

  private void number() {
    height++;
    switch (random.nextInt(9)) {
      case 8 -> {
        // Small and negative.
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) 0xff);
        for (int i = random.nextInt(23, 32); i < 32; i++) {
          bytes[i] = (byte) random.nextInt(256);
        }
        bytes(bytes);
      }
      case 0, 1, 2 -> push(random.nextInt(300));
      case 3 -> push(random.nextLong() >>> random.nextInt(64));
      case 4 -> {
        // Few bits, or all but few.
        byte[] bytes = new byte[32];
        if (random.nextBoolean()) {
          java.util.Arrays.fill(bytes, (byte) 0xff);
        }
        bytes[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
        bytes(bytes);
      }
      case 5 -> {
        push(0);
        op(0x19);
      }
      default -> {
        byte[] bytes = new byte[random.nextInt(1, 33)];
        random.nextBytes(bytes);
        bytes(bytes);
      }
    }
  }

  private void bytes(byte[] bytes) {
    op(0x5f + bytes.length);
    code.writeBytes(bytes);
  }

  private void push(long value) {
    int length = Math.max(1, (71 - Long.numberOfLeadingZeros(value)) / 8);
    op(0x5f + length);
    for (int i = length - 1; i >= 0; i--) {
      op((int) (value >>> (8 * i)) & 0xff);
    }
  }

  private int label() {
    labels.add(0);
    return labels.size() - 1;
  }

  private void bind(int label) {
    labels.set(label, code.size());
    op(0x5b);
  }

  private void to(int label) {
    op(0x61);
    patches.add(new int[] {code.size(), label});
    op(0);
    op(0);
  }

  private void op(int value) {
    code.write(value);
  }
}
