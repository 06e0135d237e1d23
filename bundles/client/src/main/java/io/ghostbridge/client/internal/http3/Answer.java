package io.ghostbridge.client.internal.http3;

import io.grpc.Codec;
import io.grpc.Decompressor;
import io.grpc.DecompressorRegistry;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.netty.handler.codec.http3.Http3Headers;
import org.jspecify.annotations.Nullable;

/** What the field sections of an answer say ("Responses" of gRPC over HTTP/2). */
final class Answer {
  static final String STATUS = "grpc-status";
  static final String MESSAGE = "grpc-message";

  private static final String CONTENT_TYPE = "content-type";
  private static final String GRPC = "application/grpc";
  private static final String ENCODING = "grpc-encoding";

  private Answer() {}

  /** Whether another section takes its place (1xx). */
  static boolean isInformational(Http3Headers section) {
    CharSequence status = section.status();
    return status != null && status.length() == 3 && status.charAt(0) == '1';
  }

  /** Whether the section says how the call ended. */
  static boolean isEnd(Http3Headers section) {
    return section.contains(STATUS);
  }

  /**
   * Checks the first section of an answer that goes on.
   *
   * @return how its messages are packed
   * @throws StatusRuntimeException if it is none of gRPC, or is packed in an unknown way
   */
  static Decompressor head(Http3Headers section) {
    CharSequence status = section.status();
    if (status == null || !"200".contentEquals(status)) {
      throw HttpStatus.toGrpc(status == null ? "none" : status.toString()).asRuntimeException();
    }
    CharSequence type = section.get(CONTENT_TYPE);
    if (type == null || !type.toString().startsWith(GRPC)) {
      throw Status.UNKNOWN
          .withDescription("the answer's content-type is '" + type + "', expected " + GRPC)
          .asRuntimeException();
    }
    CharSequence encoding = section.get(ENCODING);
    if (encoding == null) {
      return Codec.Identity.NONE;
    }
    Decompressor known =
        DecompressorRegistry.getDefaultInstance().lookupDecompressor(encoding.toString());
    if (known == null) {
      throw Status.INTERNAL
          .withDescription("the answer is packed with '" + encoding + "', which was not offered")
          .asRuntimeException();
    }
    return known;
  }

  /** The status in the last section. */
  static Status status(Http3Headers section) {
    CharSequence code = section.get(STATUS);
    if (code == null) {
      CharSequence http = section.status();
      return http == null || "200".contentEquals(http)
          ? Status.UNKNOWN.withDescription("the answer's last fields have no " + STATUS)
          : HttpStatus.toGrpc(http.toString());
    }
    Status status = code(code);
    CharSequence message = section.get(MESSAGE);
    return message == null ? status : status.withDescription(PercentText.decode(message));
  }

  private static Status code(CharSequence text) {
    int value = -1;
    if (text.length() == 1 || text.length() == 2) {
      value = digit(text.charAt(0));
      if (text.length() == 2 && value >= 0) {
        int second = digit(text.charAt(1));
        value = second < 0 ? -1 : value * 10 + second;
      }
    }
    return value < 0
        ? Status.UNKNOWN.withDescription("the answer's " + STATUS + " is '" + text + "'")
        : Status.fromCodeValue(value);
  }

  private static int digit(char character) {
    return character >= '0' && character <= '9' ? character - '0' : -1;
  }

  /** Metadata of a section, or null if it has what cannot be metadata. */
  static @Nullable Metadata metadata(Http3Headers section) {
    try {
      return Fields.read(section);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
