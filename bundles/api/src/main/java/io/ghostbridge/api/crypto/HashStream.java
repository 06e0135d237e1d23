package io.ghostbridge.api.crypto;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A digest or a MAC of a message that comes in pieces. For one thread at a time and one message:
 * after {@link #finish} every call throws {@link IllegalStateException}.
 *
 * <p>A stream of what {@link CryptoAlgorithms} found ends when its bundle is withdrawn: every call
 * throws {@link AlgorithmNotAvailableException} from then on, or, once the algorithm is back,
 * {@link IllegalStateException} that says to start the message again.
 */
@ConsumerType
public interface HashStream {
  /**
   * Takes in {@code length} bytes from {@code offset} on.
   *
   * @return this stream
   * @throws IndexOutOfBoundsException if they do not lie within {@code piece}
   */
  HashStream update(byte[] piece, int offset, int length);

  /** Takes in all of {@code piece}. */
  default HashStream update(byte[] piece) {
    return update(piece, 0, piece.length);
  }

  /** The digest, or the MAC, of all that was taken in. */
  byte[] finish();
}
