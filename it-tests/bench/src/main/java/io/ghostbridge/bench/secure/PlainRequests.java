package io.ghostbridge.bench.secure;

import java.nio.ByteBuffer;

/** The same request again and again. */
public final class PlainRequests implements RequestSource {
  private final byte[] frame;

  /**
   * @param body the serialised request
   */
  public PlainRequests(byte[] body) {
    frame =
        ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(body.length).put(body).array();
  }

  @Override
  public byte[] next() {
    return frame;
  }

  @Override
  public boolean secured() {
    return false;
  }
}
