package io.ghostbridge.secure.channel.internal.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A method, as every MAC of its calls begins with it: {@code P} of section 5. */
public final class CallBinding {
  /** SHA-256's block: a MAC's state after whole blocks is all that there is to keep. */
  private static final int BLOCK_BYTES = 64;

  private final byte[] method;

  /**
   * @param method its full name, such as {@code ghost.chain.v1.GhostChainService/ResolveDomain}
   */
  public CallBinding(String method) {
    this.method = method.getBytes(StandardCharsets.UTF_8);
  }

  byte[] prefix(Direction direction, SessionId session, int epoch, byte[] metadata) {
    byte[] fields =
        new ByteWriter()
            .u8(direction.code())
            .raw(session.toBytes())
            .u32(epoch)
            .lv(method)
            .lv(metadata)
            .toBytes();
    return Arrays.copyOf(fields, (fields.length + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES);
  }

  boolean isSameMethod(CallBinding other) {
    return this == other || Arrays.equals(method, other.method);
  }
}
