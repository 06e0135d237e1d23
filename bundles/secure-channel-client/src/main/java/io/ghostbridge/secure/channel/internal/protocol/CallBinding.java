package io.ghostbridge.secure.channel.internal.protocol;

import java.nio.charset.StandardCharsets;

/** What every MAC of a method's calls begins with: {@code C} of section 5. */
public final class CallBinding {
  private static final byte[] NO_METADATA = {};

  private final byte[] method;
  private final byte[] request;
  private final byte[] answer;

  /**
   * @param method its full name, such as {@code ghost.chain.v1.GhostChainService/ResolveDomain}
   */
  public CallBinding(String method) {
    this.method = method.getBytes(StandardCharsets.UTF_8);
    request = of(Direction.REQUEST, NO_METADATA);
    answer = of(Direction.ANSWER, NO_METADATA);
  }

  /** The bytes, which the caller must not change. */
  byte[] bytes(Direction direction, byte[] metadata) {
    if (metadata.length == 0 && direction != Direction.STATUS) {
      return direction == Direction.REQUEST ? request : answer;
    }
    return of(direction, metadata);
  }

  private byte[] of(Direction direction, byte[] metadata) {
    return new ByteWriter().u8(direction.code()).lv(method).lv(metadata).toBytes();
  }
}
