package io.ghostbridge.crypto;

import io.ghostbridge.api.crypto.HashStream;
import java.util.Objects;

/** A stream that refuses everything after its end. */
abstract class FinishedOnce implements HashStream {
  private boolean finished;

  abstract void add(byte[] piece, int offset, int length);

  abstract byte[] result();

  @Override
  public final HashStream update(byte[] piece, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, piece.length);
    requireOpen();
    add(piece, offset, length);
    return this;
  }

  @Override
  public final byte[] finish() {
    requireOpen();
    finished = true;
    return result();
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("the stream is finished: start another one");
    }
  }
}
