package io.ghostbridge.crypto.libsecp256k1.internal;

import static io.ghostbridge.crypto.libsecp256k1.internal.Functions.call;

import io.ghostbridge.crypto.NativeLibrary;
import io.ghostbridge.crypto.Secp256k1;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * libsecp256k1 (BIP-340 and recovery included). Each call works in memory of its own, which is
 * wiped; calls and the unloading of the library exclude each other.
 */
@SuppressWarnings("restricted") // Every JVM of GhostBridge runs with --enable-native-access.
final class LibSecp256k1 implements Secp256k1, AutoCloseable {
  private static final int CONTEXT_NONE = 1;
  private static final int COMPRESSED = 258;
  private static final int PUBLIC_KEY = 64;
  private static final int SIGNATURE = 64;
  private static final int COMPRESSED_LENGTH = 33;

  /** SECP256K1_SCHNORRSIG_EXTRAPARAMS_MAGIC. */
  private static final byte[] EXTRA_MAGIC = {(byte) 0xda, 0x6f, (byte) 0xb3, (byte) 0x8c};

  private final NativeLibrary library;
  private final Functions functions;
  private final MemorySegment context;
  private final MemorySegment copyX;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  /** Takes the library over, and blinds its tables with fresh randomness. */
  LibSecp256k1(NativeLibrary library) throws IOException {
    this.library = library;
    functions = new Functions(library);
    copyX = copyXStub(library);
    context = functions.createContext(CONTEXT_NONE);
    byte[] seed = new byte[LENGTH];
    new SecureRandom().nextBytes(seed);
    boolean blinded =
        run(scratch -> call(functions.contextRandomize, context(), scratch.put(seed)));
    require(blinded);
    Arrays.fill(seed, (byte) 0);
  }

  private MemorySegment context() {
    return context;
  }

  /** secp256k1_ecdh_hash_function that hands out x itself. */
  private static MemorySegment copyXStub(NativeLibrary library) {
    try {
      return Linker.nativeLinker()
          .upcallStub(
              MethodHandles.lookup()
                  .findStatic(
                      LibSecp256k1.class,
                      "copyX",
                      MethodType.methodType(
                          int.class,
                          MemorySegment.class,
                          MemorySegment.class,
                          MemorySegment.class,
                          MemorySegment.class)),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS,
                  ValueLayout.ADDRESS,
                  ValueLayout.ADDRESS,
                  ValueLayout.ADDRESS),
              library.arena());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no call back for libsecp256k1", e);
    }
  }

  /** Called by the library, by this name and with the arguments of its header. */
  @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
  private static int copyX(
      MemorySegment output, MemorySegment x, MemorySegment y, MemorySegment data) {
    output.reinterpret(LENGTH).copyFrom(x.reinterpret(LENGTH));
    return 1;
  }

  private <R> R run(Function<Scratch, R> body) {
    lock.readLock().lock();
    try (Scratch scratch = new Scratch()) {
      if (closed) {
        throw new IllegalStateException("libsecp256k1 was unloaded");
      }
      return body.apply(scratch);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public boolean isPrivateKey(byte[] scalar) {
    return scalar.length == LENGTH
        && run(scratch -> call(functions.secretKeyVerify, context, scratch.put(scalar)));
  }

  @Override
  public byte[] publicKey(byte[] scalar) {
    return run(
        scratch -> {
          MemorySegment key = scratch.take(PUBLIC_KEY);
          require(call(functions.publicKeyCreate, context, key, scratch.put(scalar)));
          return compressed(scratch, key);
        });
  }

  @Override
  public Optional<byte[]> compress(byte[] publicKey) {
    return run(
        scratch -> {
          MemorySegment key = scratch.take(PUBLIC_KEY);
          return parse(scratch, publicKey, key)
              ? Optional.of(compressed(scratch, key))
              : Optional.empty();
        });
  }

  /** The library would read hybrid forms too. */
  private boolean parse(Scratch scratch, byte[] encoded, MemorySegment key) {
    boolean form =
        (encoded.length == COMPRESSED_LENGTH && (encoded[0] & 0xfe) == 2)
            || (encoded.length == 2 * LENGTH + 1 && encoded[0] == 4);
    return form
        && call(
            functions.publicKeyParse, context, key, scratch.put(encoded), (long) encoded.length);
  }

  private byte[] compressed(Scratch scratch, MemorySegment key) {
    MemorySegment output = scratch.take(COMPRESSED_LENGTH);
    MemorySegment length = scratch.take(Long.BYTES);
    length.set(ValueLayout.JAVA_LONG, 0, COMPRESSED_LENGTH);
    require(call(functions.publicKeySerialize, context, output, length, key, COMPRESSED));
    return output.toArray(ValueLayout.JAVA_BYTE);
  }

  @Override
  public byte[] sign(byte[] scalar, byte[] digest) {
    return run(
        scratch -> {
          MemorySegment signature = scratch.take(SIGNATURE + 1);
          require(
              call(
                  functions.signRecoverable,
                  context,
                  signature,
                  scratch.put(digest),
                  scratch.put(scalar),
                  MemorySegment.NULL,
                  MemorySegment.NULL));
          MemorySegment output = scratch.take(SIGNATURE);
          MemorySegment id = scratch.take(Integer.BYTES);
          require(call(functions.recoverableSerialize, context, output, id, signature));
          byte[] result = new byte[SIGNATURE + 1];
          MemorySegment.copy(output, ValueLayout.JAVA_BYTE, 0, result, 0, SIGNATURE);
          result[SIGNATURE] = (byte) id.get(ValueLayout.JAVA_INT, 0);
          return result;
        });
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] digest, byte[] signature) {
    return run(
        scratch -> {
          MemorySegment key = scratch.take(PUBLIC_KEY);
          MemorySegment parsed = scratch.take(SIGNATURE);
          return parse(scratch, publicKey, key)
              && call(functions.signatureParse, context, parsed, scratch.put(signature))
              && call(functions.verify, context, parsed, scratch.put(digest), key);
        });
  }

  @Override
  public Optional<byte[]> recover(byte[] digest, byte[] signature) {
    int id = signature[SIGNATURE];
    if (id < 0 || id > 3) {
      return Optional.empty();
    }
    return run(
        scratch -> {
          MemorySegment parsed = scratch.take(SIGNATURE + 1);
          MemorySegment key = scratch.take(PUBLIC_KEY);
          return call(functions.recoverableParse, context, parsed, scratch.put(signature), id)
                  && call(functions.recover, context, key, parsed, scratch.put(digest))
              ? Optional.of(compressed(scratch, key))
              : Optional.empty();
        });
  }

  @Override
  public byte[] schnorrSign(byte[] scalar, byte[] message, byte[] auxiliary) {
    return run(
        scratch -> {
          MemorySegment pair = scratch.take(96);
          require(call(functions.keyPairCreate, context, pair, scratch.put(scalar)));
          MemorySegment extra = scratch.take(24);
          MemorySegment.copy(EXTRA_MAGIC, 0, extra, ValueLayout.JAVA_BYTE, 0, EXTRA_MAGIC.length);
          extra.set(ValueLayout.ADDRESS, 16, scratch.put(auxiliary));
          MemorySegment signature = scratch.take(SIGNATURE);
          require(
              call(
                  functions.schnorrSign,
                  context,
                  signature,
                  scratch.message(message),
                  (long) message.length,
                  pair,
                  extra));
          return signature.toArray(ValueLayout.JAVA_BYTE);
        });
  }

  @Override
  public boolean schnorrVerify(byte[] publicKey, byte[] message, byte[] signature) {
    return run(
        scratch -> {
          MemorySegment key = scratch.take(PUBLIC_KEY);
          return call(functions.xOnlyParse, context, key, scratch.put(publicKey))
              && call(
                  functions.schnorrVerify,
                  context,
                  scratch.put(signature),
                  scratch.message(message),
                  (long) message.length,
                  key);
        });
  }

  @Override
  public Optional<byte[]> agree(byte[] scalar, byte[] publicKey) {
    return run(
        scratch -> {
          MemorySegment key = scratch.take(PUBLIC_KEY);
          if (!parse(scratch, publicKey, key)) {
            return Optional.empty();
          }
          MemorySegment output = scratch.take(LENGTH);
          require(
              call(
                  functions.ecdh,
                  context,
                  output,
                  key,
                  scratch.put(scalar),
                  copyX,
                  MemorySegment.NULL));
          return Optional.of(output.toArray(ValueLayout.JAVA_BYTE));
        });
  }

  @Override
  public Optional<byte[]> tweakPrivate(byte[] scalar, byte[] tweak) {
    return run(
        scratch -> {
          MemorySegment key = scratch.put(scalar);
          return call(functions.secretKeyTweakAdd, context, key, scratch.put(tweak))
              ? Optional.of(key.toArray(ValueLayout.JAVA_BYTE))
              : Optional.empty();
        });
  }

  @Override
  public Optional<byte[]> tweakPublic(byte[] publicKey, byte[] tweak) {
    return run(
        scratch -> {
          MemorySegment key = scratch.take(PUBLIC_KEY);
          return parse(scratch, publicKey, key)
                  && call(functions.publicKeyTweakAdd, context, key, scratch.put(tweak))
              ? Optional.of(compressed(scratch, key))
              : Optional.empty();
        });
  }

  private static void require(boolean success) {
    if (!success) {
      throw new IllegalStateException("libsecp256k1 refuses what was checked before");
    }
  }

  /** Waits for calls under way, then unloads the library. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        functions.destroyContext(context);
        library.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
