package io.ghostbridge.client.internal.http3;

import io.grpc.Metadata;
import io.netty.handler.codec.http3.Http3Headers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Metadata as fields of HTTP/3 and back: names that end with -bin are Base64 on the way. */
final class Fields {
  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

  private Fields() {}

  /**
   * Adds {@code metadata} to {@code section}, but for what the transport itself says and what is no
   * printable ASCII, which gRPC has no field for.
   */
  static void write(Metadata metadata, Http3Headers section) {
    for (String name : metadata.keys()) {
      if (isTransports(name)) {
        continue;
      }
      if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        Iterable<byte[]> values = metadata.getAll(binary(name));
        if (values != null) {
          values.forEach(value -> section.add(name, ENCODER.encodeToString(value)));
        }
      } else {
        Iterable<String> values = metadata.getAll(text(name));
        if (values != null) {
          values.forEach(
              value -> {
                if (isPrintable(value)) {
                  section.add(name, value);
                }
              });
        }
      }
    }
  }

  private static boolean isPrintable(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean isTransports(String name) {
    return switch (name) {
      case "content-type",
          "te",
          "user-agent",
          "grpc-timeout",
          "grpc-encoding",
          "grpc-accept-encoding" ->
          true;
      default -> false;
    };
  }

  /**
   * The metadata of {@code section}: what is neither HTTP's nor gRPC's own.
   *
   * @throws IllegalArgumentException if a name or a binary value cannot be one
   */
  static Metadata read(Http3Headers section) {
    Metadata metadata = new Metadata();
    for (Map.Entry<CharSequence, CharSequence> field : section) {
      String name = field.getKey().toString();
      if (name.startsWith(":") || isStatus(name)) {
        continue;
      }
      String value = field.getValue().toString();
      if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        for (String each : value.split(",", -1)) {
          metadata.put(
              binary(name),
              Base64.getDecoder().decode(each.strip().getBytes(StandardCharsets.ISO_8859_1)));
        }
      } else {
        metadata.put(text(name), value);
      }
    }
    return metadata;
  }

  private static boolean isStatus(String name) {
    return name.equals(Answer.STATUS) || name.equals(Answer.MESSAGE);
  }

  private static Metadata.Key<byte[]> binary(String name) {
    return Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER);
  }

  private static Metadata.Key<String> text(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
