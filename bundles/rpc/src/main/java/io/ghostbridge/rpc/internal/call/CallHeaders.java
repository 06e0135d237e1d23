package io.ghostbridge.rpc.internal.call;

import io.ghostbridge.rpc.RequestHead;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The protocol's own fields of a request, found in one pass. */
final class CallHeaders {
  private static final byte[] GRPC_MEDIA_TYPE = FieldNames.ascii("application/grpc");

  byte @Nullable [] contentType;
  byte @Nullable [] timeout;
  byte @Nullable [] encoding;
  byte @Nullable [] acceptEncoding;

  CallHeaders(RequestHead head) {
    byte[][] fields = head.fields();
    int count = head.fieldCount();
    for (int i = 0; i < count; i++) {
      byte[] name = fields[2 * i];
      byte[] value = fields[2 * i + 1];
      switch (name.length) {
        case 12 -> {
          if (FieldNames.is(name, FieldNames.CONTENT_TYPE)) {
            contentType = value;
          } else if (FieldNames.is(name, FieldNames.GRPC_TIMEOUT)) {
            timeout = value;
          }
        }
        case 13 -> {
          if (FieldNames.is(name, FieldNames.GRPC_ENCODING)) {
            encoding = value;
          }
        }
        case 20 -> {
          if (FieldNames.is(name, FieldNames.GRPC_ACCEPT_ENCODING)) {
            acceptEncoding = value;
          }
        }
        default -> {}
      }
    }
  }

  /**
   * Whether the content type is {@code application/grpc}, with {@code +proto}, parameters or
   * without.
   */
  boolean isGrpc() {
    byte[] type = contentType;
    if (type == null || type.length < GRPC_MEDIA_TYPE.length) {
      return false;
    }
    for (int i = 0; i < GRPC_MEDIA_TYPE.length; i++) {
      if (Character.toLowerCase(type[i]) != GRPC_MEDIA_TYPE[i]) {
        return false;
      }
    }
    if (type.length == GRPC_MEDIA_TYPE.length) {
      return true;
    }
    byte next = type[GRPC_MEDIA_TYPE.length];
    return next == '+' || next == ';' || next == ' ';
  }

  boolean acceptsGzip() {
    byte[] accepted = acceptEncoding;
    if (accepted == null) {
      return false;
    }
    for (String name : new String(accepted, StandardCharsets.US_ASCII).split(",", -1)) {
      if (name.strip().equals("gzip")) {
        return true;
      }
    }
    return false;
  }
}
