package io.ghostbridge.crypto.bls12381.internal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.ghostbridge.crypto.NativeLibrary;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The functions of blst.h that we call. */
final class BlstFunctions {
  private static final FunctionDescriptor TWO = FunctionDescriptor.ofVoid(ADDRESS, ADDRESS);
  private static final FunctionDescriptor THREE =
      FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS);
  private static final FunctionDescriptor CHECK = FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS);
  private static final FunctionDescriptor PARSE = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);

  final MethodHandle scalarFromBytes;
  final MethodHandle keyToPublic;
  final MethodHandle compressKey;
  final MethodHandle compressSignature;
  final MethodHandle parseKey;
  final MethodHandle keyInGroup;
  final MethodHandle keyIsInfinite;
  final MethodHandle parseSignature;
  final MethodHandle signatureInGroup;
  final MethodHandle signatureFromAffine;
  final MethodHandle signatureAdd;
  final MethodHandle signatureToAffine;
  final MethodHandle keyFromAffine;
  final MethodHandle keyAdd;
  final MethodHandle keyToAffine;
  final MethodHandle pairingCommit;
  final MethodHandle sign;
  private final MethodHandle hash;
  private final MethodHandle pairingSize;
  private final MethodHandle pairingInit;
  private final MethodHandle pairingAggregate;
  private final MethodHandle pairingVerify;

  BlstFunctions(NativeLibrary library) throws IOException {
    scalarFromBytes = library.function("blst_scalar_from_bendian", TWO);
    keyToPublic = library.function("blst_sk_to_pk2_in_g1", THREE);
    compressKey = library.function("blst_p1_affine_compress", TWO);
    compressSignature = library.function("blst_p2_affine_compress", TWO);
    parseKey = library.function("blst_p1_uncompress", PARSE);
    keyInGroup = library.function("blst_p1_affine_in_g1", CHECK);
    keyIsInfinite = library.function("blst_p1_affine_is_inf", CHECK);
    parseSignature = library.function("blst_p2_uncompress", PARSE);
    signatureInGroup = library.function("blst_p2_affine_in_g2", CHECK);
    signatureFromAffine = library.function("blst_p2_from_affine", TWO);
    signatureAdd = library.function("blst_p2_add_or_double_affine", THREE);
    signatureToAffine = library.function("blst_p2_to_affine", TWO);
    keyFromAffine = library.function("blst_p1_from_affine", TWO);
    keyAdd = library.function("blst_p1_add_or_double_affine", THREE);
    keyToAffine = library.function("blst_p1_to_affine", TWO);
    pairingCommit = library.function("blst_pairing_commit", FunctionDescriptor.ofVoid(ADDRESS));
    sign =
        library.function(
            "blst_sign_pk2_in_g1", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    hash =
        library.function(
            "blst_hash_to_g2",
            FunctionDescriptor.ofVoid(
                ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG));
    pairingSize = library.function("blst_pairing_sizeof", FunctionDescriptor.of(JAVA_LONG));
    pairingInit =
        library.function(
            "blst_pairing_init",
            FunctionDescriptor.ofVoid(ADDRESS, JAVA_BOOLEAN, ADDRESS, JAVA_LONG));
    pairingAggregate =
        library.function(
            "blst_pairing_aggregate_pk_in_g1",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG));
    pairingVerify =
        library.function(
            "blst_pairing_finalverify", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, ADDRESS));
  }

  static void run(MethodHandle function, MemorySegment a) {
    try {
      function.invokeExact(a);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static void run(MethodHandle function, MemorySegment a, MemorySegment b) {
    try {
      function.invokeExact(a, b);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static void run(MethodHandle function, MemorySegment a, MemorySegment b, MemorySegment c) {
    try {
      function.invokeExact(a, b, c);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static void run(
      MethodHandle function, MemorySegment a, MemorySegment b, MemorySegment c, MemorySegment d) {
    try {
      function.invokeExact(a, b, c, d);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static boolean is(MethodHandle function, MemorySegment a) {
    try {
      return (boolean) function.invokeExact(a);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /** Whether a parser answered BLST_SUCCESS. */
  static boolean parsed(MethodHandle function, MemorySegment out, MemorySegment in) {
    try {
      return (int) function.invokeExact(out, in) == 0;
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  void hash(MemorySegment out, MemorySegment message, MemorySegment tag) {
    try {
      hash.invokeExact(
          out, message, message.byteSize(), tag, tag.byteSize(), MemorySegment.NULL, 0L);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  long pairingSize() {
    try {
      return (long) pairingSize.invokeExact();
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  void pairingInit(MemorySegment pairing, MemorySegment tag) {
    try {
      pairingInit.invokeExact(pairing, true, tag, tag.byteSize());
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  boolean pairingAggregate(
      MemorySegment pairing, MemorySegment key, MemorySegment signature, MemorySegment message) {
    try {
      return (int)
              pairingAggregate.invokeExact(
                  pairing, key, signature, message, message.byteSize(), MemorySegment.NULL, 0L)
          == 0;
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  boolean pairingVerify(MemorySegment pairing) {
    try {
      return (boolean) pairingVerify.invokeExact(pairing, MemorySegment.NULL);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static IllegalStateException broken(Throwable cause) {
    return new IllegalStateException("blst cannot be called", cause);
  }
}
