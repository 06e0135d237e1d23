package io.ghostbridge.crypto.bls12381.internal;

import static io.ghostbridge.crypto.bls12381.internal.BlstFunctions.is;
import static io.ghostbridge.crypto.bls12381.internal.BlstFunctions.parsed;
import static io.ghostbridge.crypto.bls12381.internal.BlstFunctions.run;

import io.ghostbridge.crypto.NativeLibrary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/** blst. Calls and the unloading of the library exclude each other. */
final class BlstPairing implements Pairing {
  private static final int KEY_AFFINE = 96;
  private static final int KEY_POINT = 144;
  private static final int SIGNATURE_AFFINE = 192;
  private static final int SIGNATURE_POINT = 288;
  private static final int ALIGNMENT = 8;

  private final NativeLibrary library;
  private final BlstFunctions blst;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  /** Takes the library over. */
  BlstPairing(NativeLibrary library) throws IOException {
    this.library = library;
    blst = new BlstFunctions(library);
  }

  @Override
  public String name() {
    return "blst";
  }

  private <R> R within(Function<Arena, R> body) {
    lock.readLock().lock();
    try (Arena arena = Arena.ofConfined()) {
      if (closed) {
        throw new IllegalStateException("blst was unloaded");
      }
      return body.apply(arena);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public byte[] publicKey(byte[] scalar) {
    return within(
        arena -> {
          MemorySegment secret = scalar(arena, scalar);
          MemorySegment key = arena.allocate(KEY_AFFINE, ALIGNMENT);
          run(blst.keyToPublic, MemorySegment.NULL, key, secret);
          secret.fill((byte) 0);
          return compressed(arena, blst.compressKey, key, PUBLIC_KEY_LENGTH);
        });
  }

  private MemorySegment scalar(Arena arena, byte[] bytes) {
    MemorySegment scalar = arena.allocate(SCALAR_LENGTH, ALIGNMENT);
    MemorySegment copy = copy(arena, bytes);
    run(blst.scalarFromBytes, scalar, copy);
    copy.fill((byte) 0);
    return scalar;
  }

  private static byte[] compressed(
      Arena arena, java.lang.invoke.MethodHandle compress, MemorySegment point, int length) {
    MemorySegment output = arena.allocate(length);
    run(compress, output, point);
    return output.toArray(ValueLayout.JAVA_BYTE);
  }

  private static MemorySegment copy(Arena arena, byte[] bytes) {
    MemorySegment copy = arena.allocate(bytes.length);
    MemorySegment.copy(bytes, 0, copy, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return copy;
  }

  @Override
  public byte[] sign(byte[] scalar, byte[] message, byte[] tag) {
    return within(
        arena -> {
          MemorySegment hash = arena.allocate(SIGNATURE_POINT, ALIGNMENT);
          blst.hash(hash, copy(arena, message), copy(arena, tag));
          MemorySegment secret = scalar(arena, scalar);
          MemorySegment signature = arena.allocate(SIGNATURE_AFFINE, ALIGNMENT);
          run(blst.sign, MemorySegment.NULL, signature, hash, secret);
          secret.fill((byte) 0);
          return compressed(arena, blst.compressSignature, signature, SIGNATURE_LENGTH);
        });
  }

  @Override
  public boolean verify(
      List<byte[]> publicKeys, List<byte[]> messages, byte[] signature, byte[] tag) {
    return within(
        arena -> {
          Optional<MemorySegment> point = signature(arena, signature);
          if (point.isEmpty()) {
            return false;
          }
          MemorySegment pairing = arena.allocate(blst.pairingSize(), ALIGNMENT);
          blst.pairingInit(pairing, copy(arena, tag));
          MemorySegment once = point.get();
          for (int i = 0; i < publicKeys.size(); i++) {
            Optional<MemorySegment> key = key(arena, publicKeys.get(i));
            if (key.isEmpty()
                || !blst.pairingAggregate(pairing, key.get(), once, copy(arena, messages.get(i)))) {
              return false;
            }
            once = MemorySegment.NULL;
          }
          run(blst.pairingCommit, pairing);
          return blst.pairingVerify(pairing);
        });
  }

  /** KeyValidate (section 2.5). */
  private Optional<MemorySegment> key(Arena arena, byte[] bytes) {
    if (bytes.length != PUBLIC_KEY_LENGTH) {
      return Optional.empty();
    }
    MemorySegment key = arena.allocate(KEY_AFFINE, ALIGNMENT);
    boolean valid =
        parsed(blst.parseKey, key, copy(arena, bytes))
            && !is(blst.keyIsInfinite, key)
            && is(blst.keyInGroup, key);
    return valid ? Optional.of(key) : Optional.empty();
  }

  private Optional<MemorySegment> signature(Arena arena, byte[] bytes) {
    if (bytes.length != SIGNATURE_LENGTH) {
      return Optional.empty();
    }
    MemorySegment signature = arena.allocate(SIGNATURE_AFFINE, ALIGNMENT);
    boolean valid =
        parsed(blst.parseSignature, signature, copy(arena, bytes))
            && is(blst.signatureInGroup, signature);
    return valid ? Optional.of(signature) : Optional.empty();
  }

  @Override
  public Optional<byte[]> aggregateSignatures(List<byte[]> signatures) {
    return within(
        arena -> {
          MemorySegment sum = arena.allocate(SIGNATURE_POINT, ALIGNMENT);
          for (int i = 0; i < signatures.size(); i++) {
            Optional<MemorySegment> point = signature(arena, signatures.get(i));
            if (point.isEmpty()) {
              return Optional.empty();
            }
            if (i == 0) {
              run(blst.signatureFromAffine, sum, point.get());
            } else {
              run(blst.signatureAdd, sum, sum, point.get());
            }
          }
          MemorySegment affine = arena.allocate(SIGNATURE_AFFINE, ALIGNMENT);
          run(blst.signatureToAffine, affine, sum);
          return Optional.of(compressed(arena, blst.compressSignature, affine, SIGNATURE_LENGTH));
        });
  }

  @Override
  public Optional<byte[]> aggregatePublicKeys(List<byte[]> publicKeys) {
    return within(
        arena -> {
          MemorySegment sum = arena.allocate(KEY_POINT, ALIGNMENT);
          for (int i = 0; i < publicKeys.size(); i++) {
            Optional<MemorySegment> point = key(arena, publicKeys.get(i));
            if (point.isEmpty()) {
              return Optional.empty();
            }
            if (i == 0) {
              run(blst.keyFromAffine, sum, point.get());
            } else {
              run(blst.keyAdd, sum, sum, point.get());
            }
          }
          MemorySegment affine = arena.allocate(KEY_AFFINE, ALIGNMENT);
          run(blst.keyToAffine, affine, sum);
          return Optional.of(compressed(arena, blst.compressKey, affine, PUBLIC_KEY_LENGTH));
        });
  }

  /** Waits for calls under way, then unloads the library. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        library.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
