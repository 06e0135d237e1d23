package io.ghostbridge.crypto.libsecp256k1.internal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.ghostbridge.crypto.NativeLibrary;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The functions of secp256k1.h and its modules that we call; every int is 1 for success. */
final class Functions {
  private final NativeLibrary library;

  private final MethodHandle contextCreate;
  private final MethodHandle contextDestroy;
  final MethodHandle contextRandomize;
  final MethodHandle secretKeyVerify;
  final MethodHandle secretKeyTweakAdd;
  final MethodHandle publicKeyCreate;
  final MethodHandle publicKeyParse;
  final MethodHandle publicKeySerialize;
  final MethodHandle publicKeyTweakAdd;
  final MethodHandle signatureParse;
  final MethodHandle verify;
  final MethodHandle signRecoverable;
  final MethodHandle recoverableSerialize;
  final MethodHandle recoverableParse;
  final MethodHandle recover;
  final MethodHandle keyPairCreate;
  final MethodHandle xOnlyParse;
  final MethodHandle schnorrSign;
  final MethodHandle schnorrVerify;
  final MethodHandle ecdh;

  Functions(NativeLibrary library) throws IOException {
    this.library = library;
    contextCreate =
        library.function("secp256k1_context_create", FunctionDescriptor.of(ADDRESS, JAVA_INT));
    contextDestroy =
        library.function("secp256k1_context_destroy", FunctionDescriptor.ofVoid(ADDRESS));
    contextRandomize = of("context_randomize", ADDRESS, ADDRESS);
    secretKeyVerify = of("ec_seckey_verify", ADDRESS, ADDRESS);
    secretKeyTweakAdd = of("ec_seckey_tweak_add", ADDRESS, ADDRESS, ADDRESS);
    publicKeyCreate = of("ec_pubkey_create", ADDRESS, ADDRESS, ADDRESS);
    publicKeyParse = of("ec_pubkey_parse", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    publicKeySerialize = of("ec_pubkey_serialize", ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
    publicKeyTweakAdd = of("ec_pubkey_tweak_add", ADDRESS, ADDRESS, ADDRESS);
    signatureParse = of("ecdsa_signature_parse_compact", ADDRESS, ADDRESS, ADDRESS);
    verify = of("ecdsa_verify", ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    signRecoverable =
        of("ecdsa_sign_recoverable", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    recoverableSerialize =
        of("ecdsa_recoverable_signature_serialize_compact", ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    recoverableParse =
        of("ecdsa_recoverable_signature_parse_compact", ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
    recover = of("ecdsa_recover", ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    keyPairCreate = of("keypair_create", ADDRESS, ADDRESS, ADDRESS);
    xOnlyParse = of("xonly_pubkey_parse", ADDRESS, ADDRESS, ADDRESS);
    schnorrSign =
        of("schnorrsig_sign_custom", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
    schnorrVerify = of("schnorrsig_verify", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    ecdh = of("ecdh", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
  }

  private MethodHandle of(String name, MemoryLayout... arguments) throws IOException {
    return library.function("secp256k1_" + name, FunctionDescriptor.of(JAVA_INT, arguments));
  }

  static boolean call(MethodHandle function, MemorySegment a, MemorySegment b) {
    try {
      return (int) function.invokeExact(a, b) == 1;
    } catch (Throwable cause) {
      throw broken(cause);
    }
  }

  static boolean call(MethodHandle function, MemorySegment a, MemorySegment b, MemorySegment c) {
    try {
      return (int) function.invokeExact(a, b, c) == 1;
    } catch (Throwable cause) {
      throw broken(cause);
    }
  }

  static boolean call(
      MethodHandle function, MemorySegment a, MemorySegment b, MemorySegment c, long d) {
    try {
      return (int) function.invokeExact(a, b, c, d) == 1;
    } catch (Throwable cause) {
      throw broken(cause);
    }
  }

  static boolean call(
      MethodHandle function, MemorySegment a, MemorySegment b, MemorySegment c, int d) {
    try {
      return (int) function.invokeExact(a, b, c, d) == 1;
    } catch (Throwable cause) {
      throw broken(cause);
    }
  }

  static boolean call(
      MethodHandle function, MemorySegment a, MemorySegment b, MemorySegment c, MemorySegment d) {
    try {
      return (int) function.invokeExact(a, b, c, d) == 1;
    } catch (Throwable cause) {
      throw broken(cause);
    }
  }

  static boolean call(
      MethodHandle function,
      MemorySegment a,
      MemorySegment b,
      MemorySegment c,
      MemorySegment d,
      int e) {
    try {
      return (int) function.invokeExact(a, b, c, d, e) == 1;
    } catch (Throwable cause) {
      throw broken(cause);
    }
  }

  static boolean call(
      MethodHandle function,
      MemorySegment a,
      MemorySegment b,
      MemorySegment c,
      MemorySegment d,
      MemorySegment e,
      MemorySegment f) {
    try {
      return (int) function.invokeExact(a, b, c, d, e, f) == 1;
    } catch (Throwable cause) {
      throw broken(cause);
    }
  }

  static boolean call(
      MethodHandle function,
      MemorySegment a,
      MemorySegment b,
      MemorySegment c,
      long d,
      MemorySegment e) {
    try {
      return (int) function.invokeExact(a, b, c, d, e) == 1;
    } catch (Throwable cause) {
      throw broken(cause);
    }
  }

  static boolean call(
      MethodHandle function,
      MemorySegment a,
      MemorySegment b,
      MemorySegment c,
      long d,
      MemorySegment e,
      MemorySegment f) {
    try {
      return (int) function.invokeExact(a, b, c, d, e, f) == 1;
    } catch (Throwable cause) {
      throw broken(cause);
    }
  }

  /** A new context, with flags of the header. */
  MemorySegment createContext(int flags) {
    try {
      return (MemorySegment) contextCreate.invokeExact(flags);
    } catch (Throwable cause) {
      throw broken(cause);
    }
  }

  void destroyContext(MemorySegment context) {
    try {
      contextDestroy.invokeExact(context);
    } catch (Throwable cause) {
      throw broken(cause);
    }
  }

  private static IllegalStateException broken(Throwable cause) {
    return new IllegalStateException("libsecp256k1 cannot be called", cause);
  }
}
