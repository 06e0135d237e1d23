package io.ghostbridge.api.crypto;

import java.security.MessageDigest;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A key of a {@link Mac}. Every method but {@link #close} throws IllegalStateException once closed.
 */
@ConsumerType
public interface MacKey extends AutoCloseable {
  /** The tag of a message in pieces. */
  HashStream start();

  /** The tag of {@code message}. */
  default byte[] mac(byte[] message) {
    return start().update(message).finish();
  }

  /**
   * The tag of {@code length} bytes of {@code message} from {@code offset} on.
   *
   * @throws IndexOutOfBoundsException if they do not lie within {@code message}
   */
  default byte[] mac(byte[] message, int offset, int length) {
    return start().update(message, offset, length).finish();
  }

  /**
   * Whether {@code tag} is the whole tag of {@code message}; compared in time that does not depend
   * on where they differ.
   */
  default boolean verify(byte[] message, byte[] tag) {
    return MessageDigest.isEqual(mac(message), tag);
  }

  /** Wipes the key. Closing twice does nothing more. */
  @Override
  void close();
}
