package io.ghostbridge.rpc.internal.call;

import io.ghostbridge.rpc.RpcStream;
import io.grpc.InternalMetadata;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Trailers of a call: {@code grpc-status}, {@code grpc-message} percent-encoded, and metadata. */
final class StatusTrailers {
  /** Clients commonly accept 8 KiB of trailers; a longer message would cost them the status. */
  private static final int MAX_MESSAGE_BYTES = 4096;

  private StatusTrailers() {}

  static byte[][] encode(Status status, Metadata metadata) {
    String message = status.getDescription();
    if (message == null && status.isOk() && InternalMetadata.headerCount(metadata) == 0) {
      return RpcStream.OK_TRAILERS;
    }
    byte[] code = FieldNames.ascii(Integer.toString(status.getCode().value()));
    byte[][] first =
        message == null
            ? new byte[][] {FieldNames.GRPC_STATUS, code}
            : new byte[][] {
              FieldNames.GRPC_STATUS, code, FieldNames.GRPC_MESSAGE, percentEncode(message)
            };
    return MetadataCodec.encode(first, metadata);
  }

  /**
   * Encodes what is not printable ASCII, and the percent sign (gRPC over HTTP/2, "Status-Message");
   * a space too where the value begins or ends, for no field's does (RFC 9113 section 8.2.1).
   */
  static byte[] percentEncode(String message) {
    byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream encoded = new ByteArrayOutputStream(utf8.length + 16);
    for (int i = 0; i < utf8.length && encoded.size() < MAX_MESSAGE_BYTES; i++) {
      int b = utf8[i] & 0xff;
      boolean outermost = i == 0 || i == utf8.length - 1 || encoded.size() == MAX_MESSAGE_BYTES - 1;
      if (b >= ' ' && b <= '~' && b != '%' && !(b == ' ' && outermost)) {
        encoded.write(b);
      } else {
        encoded.write('%');
        encoded.write(Character.toUpperCase(Character.forDigit(b >> 4, 16)));
        encoded.write(Character.toUpperCase(Character.forDigit(b & 0xf, 16)));
      }
    }
    return encoded.toByteArray();
  }
}
