package io.ghostbridge.secure.channel.internal.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Compares MACs where they lie, in time that does not depend on where they differ. */
final class Tags {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private Tags() {}

  /**
   * Whether the {@link Authenticator#MAC_BYTES} bytes of {@code message} from {@code start} on are
   * {@code mac}, which has as many. A byte at a time, as {@link
   * java.security.MessageDigest#isEqual} goes, costs as much as a block of SHA-256.
   */
  static boolean areEqual(byte[] mac, byte[] message, int start) {
    long difference = 0;
    for (int i = 0; i < Authenticator.MAC_BYTES; i += Long.BYTES) {
      difference |= (long) EIGHT_BYTES.get(mac, i) ^ (long) EIGHT_BYTES.get(message, start + i);
    }
    return difference == 0;
  }
}
