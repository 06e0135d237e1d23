package io.ghostbridge.crypto.hmac.internal;

import io.ghostbridge.api.crypto.HashStream;
import java.security.MessageDigest;
import java.util.Objects;

/** A message in pieces. */
final class HmacStream implements HashStream {
  private final MessageDigest inner;
  private final MessageDigest outer;
  private boolean finished;

  /** Takes both, which have taken in their pads. */
  HmacStream(MessageDigest inner, MessageDigest outer) {
    this.inner = inner;
    this.outer = outer;
  }

  @Override
  public HashStream update(byte[] piece, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, piece.length);
    requireOpen();
    inner.update(piece, offset, length);
    return this;
  }

  @Override
  public byte[] finish() {
    requireOpen();
    finished = true;
    return outer.digest(inner.digest());
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("the stream is finished: start another one");
    }
  }
}
