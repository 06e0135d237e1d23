package io.ghostbridge.secure.channel.internal.protocol;

import io.ghostbridge.api.crypto.MacKey;
import org.jspecify.annotations.Nullable;

/**
 * What MACs messages whose MACs begin with the same prefix.
 *
 * @param prefix {@code P} of section 5
 * @param whole the key of the direction
 * @param begun the same key with the prefix taken in, if that is kept
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MessageKey(
    CallBinding binding, Direction direction, byte[] prefix, MacKey whole, @Nullable MacKey begun) {
  boolean isFor(Direction otherDirection, CallBinding otherBinding) {
    return direction == otherDirection && binding.isSameMethod(otherBinding);
  }

  /** Of the prefix and {@code length} bytes of {@code message} from its first on. */
  byte[] mac(byte[] message, int length) {
    return begun == null
        ? whole.start().update(prefix).update(message, 0, length).finish()
        : begun.mac(message, 0, length);
  }
}
