package io.ghostbridge.client.internal.http3;

import io.grpc.Status;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that are unpacked while they are read, and no more of them than allowed. */
final class BoundedStream extends FilterInputStream {
  private final int most;
  private long left;

  BoundedStream(InputStream packed, int most) {
    super(packed);
    this.most = most;
    this.left = most;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      count(1);
    }
    return read;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read = super.read(into, from, length);
    if (read > 0) {
      count(read);
    }
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long read) {
    left -= read;
    if (left < 0) {
      throw Status.RESOURCE_EXHAUSTED
          .withDescription(
              "a message of the answer unpacks to more than the " + most + " bytes allowed")
          .asRuntimeException();
    }
  }
}
