package io.ghostbridge.rpc.internal.call;

import io.grpc.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Decompresses messages without ever holding more than the largest message that is allowed. */
final class GzipMessages {
  private static final int CHUNK_BYTES = 8192;

  private GzipMessages() {}

  static InputStream decompress(MessageStream message, int maxMessageBytes) {
    ByteArrayOutputStream plain =
        new ByteArrayOutputStream(Math.min(maxMessageBytes, 4 * message.length()));
    byte[] chunk = new byte[CHUNK_BYTES];
    try (GZIPInputStream zip = new GZIPInputStream(message)) {
      int read;
      while ((read = zip.read(chunk)) > 0) {
        if (plain.size() + read > maxMessageBytes) {
          throw Status.RESOURCE_EXHAUSTED
              .withDescription(
                  "a compressed message is larger than the maximum of "
                      + maxMessageBytes
                      + " bytes when decompressed")
              .asRuntimeException();
        }
        plain.write(chunk, 0, read);
      }
    } catch (IOException e) {
      throw Status.INTERNAL
          .withDescription("a message is marked compressed but is no gzip: " + e.getMessage())
          .withCause(e)
          .asRuntimeException();
    }
    return new MessageStream(plain.toByteArray(), false);
  }
}
