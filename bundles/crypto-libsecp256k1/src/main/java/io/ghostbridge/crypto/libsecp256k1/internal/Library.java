package io.ghostbridge.crypto.libsecp256k1.internal;

import io.ghostbridge.crypto.NativeLibrary;
import io.ghostbridge.crypto.NativeProvider;
import io.ghostbridge.crypto.PureSecp256k1;
import io.ghostbridge.crypto.Secp256k1;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The curve on libsecp256k1, or on Bouncy Castle where that cannot be loaded; loads when it is
 * first got.
 */
@Component(service = Secp256k1.class, property = NativeProvider.LIBRARY + "=" + Secp256k1.LIBRARY)
public final class Library implements Secp256k1 {
  private static final Logger LOG = LoggerFactory.getLogger(Library.class);
  private static final String DIRECTORY = "/fr/acinq/secp256k1/jni/native/";

  private final Secp256k1 curve;
  private final @Nullable LibSecp256k1 loaded;

  /** Loads the library. */
  @Activate
  public Library() {
    LibSecp256k1 library = null;
    try {
      library = new LibSecp256k1(NativeLibrary.load(Library.class, resource()));
      LOG.info("event=crypto.library.loaded library=libsecp256k1");
    } catch (IOException | LinkageError e) {
      LOG.warn(
          "event=crypto.library.fallback library=libsecp256k1 reason=\"{}\" hint=\"everything works,"
              + " but ten times slower; the library needs Linux with glibc and a java.io.tmpdir that"
              + " is not mounted noexec\"",
          e.getMessage());
    }
    loaded = library;
    curve = library == null ? new PureSecp256k1() : library;
  }

  private static @Nullable String resource() {
    return switch (NativeLibrary.platform()) {
      case "linux-amd64" -> DIRECTORY + "linux-x86_64/libsecp256k1-jni.so";
      case "linux-aarch64" -> DIRECTORY + "linux-aarch64/libsecp256k1-jni.so";
      default -> null;
    };
  }

  /** Whether the library was loaded. */
  public boolean isNative() {
    return loaded != null;
  }

  @Override
  public boolean isPrivateKey(byte[] scalar) {
    return curve.isPrivateKey(scalar);
  }

  @Override
  public byte[] publicKey(byte[] scalar) {
    return curve.publicKey(scalar);
  }

  @Override
  public Optional<byte[]> compress(byte[] publicKey) {
    return curve.compress(publicKey);
  }

  @Override
  public byte[] sign(byte[] scalar, byte[] digest) {
    return curve.sign(scalar, digest);
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] digest, byte[] signature) {
    return curve.verify(publicKey, digest, signature);
  }

  @Override
  public Optional<byte[]> recover(byte[] digest, byte[] signature) {
    return curve.recover(digest, signature);
  }

  @Override
  public byte[] schnorrSign(byte[] scalar, byte[] message, byte[] auxiliary) {
    return curve.schnorrSign(scalar, message, auxiliary);
  }

  @Override
  public boolean schnorrVerify(byte[] publicKey, byte[] message, byte[] signature) {
    return curve.schnorrVerify(publicKey, message, signature);
  }

  @Override
  public Optional<byte[]> agree(byte[] scalar, byte[] publicKey) {
    return curve.agree(scalar, publicKey);
  }

  @Override
  public Optional<byte[]> tweakPrivate(byte[] scalar, byte[] tweak) {
    return curve.tweakPrivate(scalar, tweak);
  }

  @Override
  public Optional<byte[]> tweakPublic(byte[] publicKey, byte[] tweak) {
    return curve.tweakPublic(publicKey, tweak);
  }

  /** Unloads the library at once. */
  @Deactivate
  public void close() {
    LibSecp256k1 library = loaded;
    if (library != null) {
      library.close();
    }
  }
}
