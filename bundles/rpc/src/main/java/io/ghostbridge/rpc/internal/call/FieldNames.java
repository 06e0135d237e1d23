package io.ghostbridge.rpc.internal.call;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Header fields that the gRPC protocol itself uses. */
final class FieldNames {
  static final byte[] TE = ascii("te");
  static final byte[] CONTENT_TYPE = ascii("content-type");
  static final byte[] GRPC_TIMEOUT = ascii("grpc-timeout");
  static final byte[] GRPC_ENCODING = ascii("grpc-encoding");
  static final byte[] GRPC_ACCEPT_ENCODING = ascii("grpc-accept-encoding");
  static final byte[] GRPC_STATUS = ascii("grpc-status");
  static final byte[] GRPC_MESSAGE = ascii("grpc-message");

  /** Of the secure channel's calls (docs/secure-channel.md). */
  static final byte[] GHOST_SECURE = ascii("ghost-secure");

  private FieldNames() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static boolean is(byte[] name, byte[] known) {
    return Arrays.equals(name, known);
  }
}
