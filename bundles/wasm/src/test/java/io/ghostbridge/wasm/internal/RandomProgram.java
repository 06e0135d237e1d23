package io.ghostbridge.wasm.internal;

import static io.ghostbridge.wasm.internal.TestModule.bytes;
import static io.ghostbridge.wasm.internal.TestModule.i32;
import static io.ghostbridge.wasm.internal.TestModule.i64;
import static io.ghostbridge.wasm.internal.TestModule.leb;

import io.ghostbridge.api.data.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Random;

/**
 * A valid program of random expressions, blocks, loops, branches, calls and accesses to memory. It
 * returns its memory's start. Locals 0 to 2 are of 32, 3 to 5 of 64 bits.
 */
final class RandomProgram {
  private static final int HELPERS = 4;
  private static final int IMPORTS = 3;
  private static final int[] I32_BINARY = {
    0x46, 0x47, 0x48, 0x49, 0x4a, 0x4b, 0x4c, 0x4d, 0x4e, 0x4f, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f,
    0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78
  };
  private static final int[] I64_BINARY = {
    0x7c, 0x7d, 0x7e, 0x7f, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a
  };
  private static final int[] I32_UNARY = {0x45, 0x67, 0x68, 0x69, 0xc0, 0xc1};
  private static final int[] I64_UNARY = {0x79, 0x7a, 0x7b, 0xc2, 0xc3, 0xc4};
  private static final int[] I64_COMPARE = {
    0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5a
  };

  private final Random random;
  private int labels;
  private int budget;
  private int callable;

  RandomProgram(Random random) {
    this.random = random;
  }

  Bytes build() {
    TestModule module =
        new TestModule()
            .function("ghost", "return", "ii:")
            .function("ghost", "storage_write", "ii:")
            .function("ghost", "gas_left", ":l")
            .memory(1 + random.nextInt(2))
            .global(0x7f, true, i32(random.nextInt()))
            .global(0x7e, true, i64(random.nextLong()))
            .table(IMPORTS, IMPORTS + 1, IMPORTS + 2, IMPORTS + 3);
    for (int i = 0; i < HELPERS; i++) {
      callable = i;
      module.define("ii:i", "illl", body(25), number(3));
    }
    callable = HELPERS;
    return module.define(":", "iiilll", body(60), i32(0), i32(256), 0x10, 0).export("call").build();
  }

  private byte[] body(int size) {
    budget = size;
    labels = 0;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (budget > 0) {
      out.writeBytes(statement());
    }
    return out.toByteArray();
  }

  private byte[] statements() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = random.nextInt(3); i >= 0; i--) {
      out.writeBytes(statement());
    }
    return out.toByteArray();
  }

  private byte[] within(Object... parts) {
    return bytes(parts);
  }

  private byte[] statement() {
    budget--;
    return switch (budget > 0 ? random.nextInt(14) : random.nextInt(5)) {
      case 0, 1 -> bytes(number(3), 0x21, random.nextInt(3));
      case 2 -> bytes(large(3), 0x21, 3 + random.nextInt(3));
      case 3 -> bytes(address(), number(2), 0x36, random.nextInt(3), leb(random.nextInt(300)));
      case 4 -> bytes(address(), large(2), 0x37, random.nextInt(4), leb(random.nextInt(300)));
      case 5 -> {
        labels++;
        byte[] inner = statements();
        labels--;
        yield within(0x02, 0x40, inner, 0x0b);
      }
      case 6 -> {
        // Counts down in local 2 so that many end.
        labels++;
        byte[] inner = statements();
        labels--;
        yield bytes(
            i32(1 + random.nextInt(4)),
            0x21,
            2,
            bytes(0x03, 0x40, inner, 0x20, 2, i32(1), 0x6b, 0x22, 2),
            bytes(i32(0), 0x4a, 0x0d, 0, 0x0b));
      }
      case 7 -> {
        byte[] condition = number(2);
        labels++;
        byte[] then = statements();
        byte[] other = statements();
        labels--;
        yield bytes(condition, 0x04, 0x40, then, 0x05, other, 0x0b);
      }
      case 8 -> labels == 0 ? bytes(0x01) : bytes(number(2), 0x0d, random.nextInt(labels));
      case 9 ->
          labels == 0
              ? bytes(0x01)
              : bytes(
                  bytes(0x02, 0x40, number(2), 0x0e, 2, random.nextInt(labels + 1)),
                  bytes(random.nextInt(labels + 1), 0, 0x0b));
      case 10 ->
          callable == 0
              ? bytes(0x01)
              : bytes(number(2), number(2), 0x10, IMPORTS + random.nextInt(callable), 0x1a);
      case 11 ->
          callable < HELPERS
              ? bytes(number(2), 0x24, 0)
              : bytes(number(2), number(2), i32(indirect()), 0x11, leb(helperType()), 0, 0x1a);
      case 12 ->
          bytes(address(), i32(random.nextInt(255)), i32(random.nextInt(500)), 0xfc, 0x0b, 0);
      default ->
          random.nextInt(4) > 0 ? bytes(large(2), 0x24, 1) : bytes(i32(32), i32(64), 0x10, 1);
    };
  }

  private int indirect() {
    return random.nextInt(50) == 0 ? HELPERS : random.nextInt(HELPERS);
  }

  /** The types are written in the order of their first use: two imports, one more, the helpers. */
  private static int helperType() {
    return 2;
  }

  private byte[] address() {
    return random.nextInt(1_000) == 0 ? number(1) : i32(random.nextInt(60_000));
  }

  private byte[] number(int depth) {
    if (depth == 0) {
      return random.nextBoolean() ? i32(interesting()) : bytes(0x20, random.nextInt(2));
    }
    return switch (random.nextInt(8)) {
      case 0 -> i32(interesting());
      case 1 -> bytes(0x20, random.nextInt(2));
      case 2 -> bytes(number(depth - 1), I32_UNARY[random.nextInt(I32_UNARY.length)]);
      case 3 -> bytes(large(depth - 1), 0xa7);
      case 4 ->
          bytes(
              large(depth - 1), large(depth - 1), I64_COMPARE[random.nextInt(I64_COMPARE.length)]);
      case 5 -> bytes(address(), 0x28, 2, leb(random.nextInt(300)));
      case 6 -> bytes(number(depth - 1), number(depth - 1), number(depth - 1), 0x1b);
      default -> {
        int operation = I32_BINARY[random.nextInt(I32_BINARY.length)];
        boolean divides = operation >= 0x6d && operation <= 0x70;
        yield bytes(
            number(depth - 1),
            number(depth - 1),
            divides ? divisor(i32(1), 0x72) : bytes(),
            operation);
      }
    };
  }

  /** Nearly always makes the divisor odd, so that not every program ends with a trap. */
  private byte[] divisor(byte[] one, int or) {
    return random.nextInt(100) == 0 ? bytes() : bytes(one, or);
  }

  private byte[] large(int depth) {
    if (depth == 0) {
      return random.nextBoolean() ? i64(random.nextLong()) : bytes(0x20, 3 + random.nextInt(3));
    }
    return switch (random.nextInt(7)) {
      case 0 -> i64(interesting());
      case 1 -> bytes(0x20, 3 + random.nextInt(3));
      case 2 -> bytes(large(depth - 1), I64_UNARY[random.nextInt(I64_UNARY.length)]);
      case 3 -> bytes(number(depth - 1), random.nextBoolean() ? 0xac : 0xad);
      case 4 -> bytes(address(), 0x29, 3, leb(random.nextInt(300)));
      case 5 -> bytes(0x10, 2);
      default -> {
        int operation = I64_BINARY[random.nextInt(I64_BINARY.length)];
        boolean divides = operation >= 0x7f && operation <= 0x82;
        yield bytes(
            large(depth - 1),
            large(depth - 1),
            divides ? divisor(i64(1), 0x84) : bytes(),
            operation);
      }
    };
  }

  private int interesting() {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> 1;
      case 2 -> -1;
      case 3 -> Integer.MIN_VALUE;
      case 4 -> Integer.MAX_VALUE;
      default -> random.nextInt();
    };
  }
}
