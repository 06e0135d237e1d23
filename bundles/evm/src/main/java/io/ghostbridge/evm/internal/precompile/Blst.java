package io.ghostbridge.evm.internal.precompile;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;

import io.ghostbridge.crypto.NativeLibrary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** blst: BLS12-381 as Ethereum's clients compute it. Calls and unloading exclude each other. */
final class Blst implements AutoCloseable {
  /** The bytes of a field element in memory and in the clear. */
  static final int FP = 48;

  /** The bytes of an element of the target group. */
  private static final int FP12 = 12 * FP;

  private static final int ALIGNMENT = 8;
  private static final FunctionDescriptor TWO = FunctionDescriptor.ofVoid(ADDRESS, ADDRESS);
  private static final FunctionDescriptor THREE =
      FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS);
  private static final FunctionDescriptor CHECK = FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS);

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final @Nullable NativeLibrary library;
  private final String missing;
  private final Map<String, MethodHandle> functions = new ConcurrentHashMap<>();
  private boolean closed;

  private Blst(@Nullable NativeLibrary library, String missing) {
    this.library = library;
    this.missing = missing;
  }

  /** Loads the library where there is one for this platform; else its functions say why not. */
  static Blst load() {
    String resource =
        switch (NativeLibrary.platform()) {
          case "linux-amd64" -> "/supranational/blst/Linux/amd64/libblst.so";
          case "linux-aarch64" -> "/supranational/blst/Linux/aarch64/libblst.so";
          default -> null;
        };
    try {
      return new Blst(NativeLibrary.load(Blst.class, resource), "");
    } catch (IOException e) {
      return new Blst(null, String.valueOf(e.getMessage()));
    }
  }

  /** Runs {@code body} with memory that is freed afterwards. */
  <R extends @Nullable Object> R within(Function<Scope, R> body) {
    lock.readLock().lock();
    try (Arena arena = Arena.ofConfined()) {
      if (library == null || closed) {
        throw new IllegalStateException(
            "BLS12-381 cannot be computed: " + (closed ? "blst was unloaded" : missing));
      }
      return body.apply(new Scope(this, arena));
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      closed = true;
      if (library != null) {
        library.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private MethodHandle function(String name, FunctionDescriptor type) {
    return functions.computeIfAbsent(name, missingOne -> find(missingOne, type));
  }

  private MethodHandle find(String name, FunctionDescriptor type) {
    if (library == null) {
      throw new IllegalStateException("a scope has a library");
    }
    try {
      return library.function(name, type);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void call(MethodHandle function, Object... arguments) {
    try {
      function.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException("blst's functions throw nothing", e);
    }
  }

  /** The library during one call. */
  static final class Scope {
    private final Blst blst;
    private final Arena arena;

    Scope(Blst blst, Arena arena) {
      this.blst = blst;
      this.arena = arena;
    }

    private MemorySegment room(long bytes) {
      return arena.allocate(bytes, ALIGNMENT);
    }

    private void call(String name, FunctionDescriptor type, Object... arguments) {
      Blst.call(blst.function(name, type), arguments);
    }

    private boolean is(String name, MemorySegment argument) {
      try {
        return (boolean) blst.function(name, CHECK).invokeExact(argument);
      } catch (Throwable e) {
        throw new IllegalStateException("blst's functions throw nothing", e);
      }
    }

    private MemorySegment bytes(byte[] bytes) {
      MemorySegment segment = room(Math.max(1, bytes.length));
      MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
      return segment;
    }

    /** Field elements one after the other, each of 48 bytes in the clear. */
    MemorySegment elements(byte[] clear) {
      MemorySegment elements = room(clear.length);
      for (int i = 0; i < clear.length; i += FP) {
        call(
            "blst_fp_from_bendian",
            TWO,
            elements.asSlice(i, FP),
            bytes(Arrays.copyOfRange(clear, i, i + FP)));
      }
      return elements;
    }

    /** The clear form of so many field elements. */
    byte[] clear(MemorySegment elements, int count) {
      byte[] clear = new byte[count * FP];
      MemorySegment out = room(FP);
      for (int i = 0; i < count; i++) {
        call("blst_bendian_from_fp", TWO, out, elements.asSlice((long) i * FP, FP));
        MemorySegment.copy(out, ValueLayout.JAVA_BYTE, 0, clear, i * FP, FP);
      }
      return clear;
    }

    boolean isOnCurve(BlsGroup group, MemorySegment affine) {
      return is(group.name("affine_on_curve"), affine);
    }

    boolean isInGroup(BlsGroup group, MemorySegment affine) {
      return is(group.groupCheck(), affine);
    }

    boolean isInfinite(BlsGroup group, MemorySegment affine) {
      return is(group.name("affine_is_inf"), affine);
    }

    /** An affine point from the compressed form, or null. */
    @Nullable MemorySegment uncompressed(BlsGroup group, byte[] compressed) {
      MemorySegment affine = room(group.affineSize());
      FunctionDescriptor parse = FunctionDescriptor.of(ValueLayout.JAVA_INT, ADDRESS, ADDRESS);
      try {
        int error =
            (int)
                blst.function(group.name("uncompress"), parse)
                    .invokeExact(affine, bytes(compressed));
        return error == 0 ? affine : null;
      } catch (Throwable e) {
        throw new IllegalStateException("blst's functions throw nothing", e);
      }
    }

    /** The generator, affine. */
    @SuppressWarnings("restricted") // Every JVM of GhostBridge runs with --enable-native-access.
    MemorySegment generator(BlsGroup group) {
      try {
        MemorySegment generator =
            (MemorySegment)
                blst.function(group.name("affine_generator"), FunctionDescriptor.of(ADDRESS))
                    .invokeExact();
        return generator.reinterpret(group.affineSize());
      } catch (Throwable e) {
        throw new IllegalStateException("blst's functions throw nothing", e);
      }
    }

    MemorySegment projective(BlsGroup group, MemorySegment affine) {
      MemorySegment point = room(group.pointSize());
      call(group.name("from_affine"), TWO, point, affine);
      return point;
    }

    MemorySegment affine(BlsGroup group, MemorySegment point) {
      MemorySegment affine = room(group.affineSize());
      call(group.name("to_affine"), TWO, affine, point);
      return affine;
    }

    /** The neutral point. */
    MemorySegment infinity(BlsGroup group) {
      return room(group.pointSize()).fill((byte) 0);
    }

    void add(BlsGroup group, MemorySegment sum, MemorySegment affine) {
      call(group.name("add_or_double_affine"), THREE, sum, sum, affine);
    }

    /** The product of a point and a scalar of 32 big-endian bytes. */
    MemorySegment multiply(BlsGroup group, MemorySegment point, byte[] scalar) {
      MemorySegment product = room(group.pointSize());
      call(
          group.name("mult"),
          FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS, ValueLayout.JAVA_LONG),
          product,
          point,
          bytes(reversed(scalar)),
          256L);
      return product;
    }

    void negate(BlsGroup group, MemorySegment point) {
      call(group.name("cneg"), FunctionDescriptor.ofVoid(ADDRESS, JAVA_BOOLEAN), point, true);
    }

    /** The sum of products by Pippenger's algorithm; scalars below 2^255, no point infinite. */
    MemorySegment multiply(BlsGroup group, MemorySegment[] affine, byte[][] scalars) {
      int count = affine.length;
      MemorySegment points = room(group.affineSize() * count);
      MemorySegment numbers = room(32L * count);
      for (int i = 0; i < count; i++) {
        points.asSlice(group.affineSize() * i, group.affineSize()).copyFrom(affine[i]);
        numbers.asSlice(32L * i, 32).copyFrom(bytes(reversed(scalars[i])));
      }
      // An array of pointers that ends with null says: the rest lies behind the first.
      MemorySegment pointList = pointers(points);
      MemorySegment numberList = pointers(numbers);
      MemorySegment product = room(group.pointSize());
      call(
          group.name("s", "mult_pippenger"),
          FunctionDescriptor.ofVoid(
              ADDRESS, ADDRESS, ValueLayout.JAVA_LONG, ADDRESS, ValueLayout.JAVA_LONG, ADDRESS),
          product,
          pointList,
          (long) count,
          numberList,
          255L,
          room(scratchSize(group, count)));
      return product;
    }

    private MemorySegment pointers(MemorySegment first) {
      MemorySegment list = room(16);
      list.set(ADDRESS, 0, first);
      list.set(ADDRESS, 8, MemorySegment.NULL);
      return list;
    }

    private long scratchSize(BlsGroup group, long count) {
      try {
        return (long)
            blst.function(
                    group.name("s", "mult_pippenger_scratch_sizeof"),
                    FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG))
                .invokeExact(count);
      } catch (Throwable e) {
        throw new IllegalStateException("blst's functions throw nothing", e);
      }
    }

    /** A point from a field element (RFC 9380's map). */
    MemorySegment map(BlsGroup group, MemorySegment element) {
      MemorySegment point = room(group.pointSize());
      call(group.mapName(), THREE, point, element, MemorySegment.NULL);
      return point;
    }

    /** 1 of the target group. */
    MemorySegment one() {
      MemorySegment one = room(FP12).fill((byte) 0);
      byte[] clear = new byte[FP];
      clear[FP - 1] = 1;
      one.asSlice(0, FP).copyFrom(elements(clear));
      return one;
    }

    /** Multiplies {@code product} by the Miller loop of two affine points. */
    void multiplyPairing(MemorySegment product, MemorySegment g1, MemorySegment g2) {
      MemorySegment value = room(FP12);
      call("blst_miller_loop", THREE, value, g2, g1);
      call("blst_fp12_mul", THREE, product, product, value);
    }

    boolean isOneAfterFinalExponentiation(MemorySegment product) {
      MemorySegment result = room(FP12);
      call("blst_final_exp", TWO, result, product);
      return is("blst_fp12_is_one", result);
    }

    private static byte[] reversed(byte[] bytes) {
      byte[] reversed = new byte[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        reversed[i] = bytes[bytes.length - 1 - i];
      }
      return reversed;
    }
  }
}
