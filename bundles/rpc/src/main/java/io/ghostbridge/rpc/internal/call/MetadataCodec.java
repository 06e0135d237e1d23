package io.ghostbridge.rpc.internal.call;

import io.grpc.InternalMetadata;
import io.grpc.Metadata;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Metadata between its wire form and {@link Metadata}: values of names that end in {@code -bin} are
 * Base64 on the wire, padded or not, and may be joined by commas.
 */
final class MetadataCodec {
  private static final byte[] BINARY_SUFFIX = {'-', 'b', 'i', 'n'};

  private MetadataCodec() {}

  /**
   * Reads a request's fields.
   *
   * @throws IllegalArgumentException if a binary value is no Base64
   */
  static Metadata decode(byte[][] fields, int count) {
    for (int i = 0; i < count; i++) {
      if (isBinary(fields[2 * i])) {
        return decodeBinary(fields, count);
      }
    }
    return InternalMetadata.newMetadata(count, fields);
  }

  private static Metadata decodeBinary(byte[][] fields, int count) {
    List<byte[]> decoded = new ArrayList<>(2 * count);
    for (int i = 0; i < count; i++) {
      byte[] name = fields[2 * i];
      byte[] value = fields[2 * i + 1];
      if (!isBinary(name)) {
        decoded.add(name);
        decoded.add(value);
        continue;
      }
      int start = 0;
      for (int end = 0; end <= value.length; end++) {
        if (end == value.length || value[end] == ',') {
          decoded.add(name);
          decoded.add(decodeBase64(name, value, start, end));
          start = end + 1;
        }
      }
    }
    return InternalMetadata.newMetadata(decoded.toArray(new byte[0][]));
  }

  private static byte[] decodeBase64(byte[] name, byte[] value, int start, int end) {
    String text = new String(value, start, end - start, StandardCharsets.US_ASCII).strip();
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "metadata " + new String(name, StandardCharsets.US_ASCII) + " is not Base64", e);
    }
  }

  /** The fields of {@code metadata} in wire form, after {@code first}, with room for no more. */
  static byte[][] encode(byte[][] first, Metadata metadata) {
    if (InternalMetadata.headerCount(metadata) == 0) {
      return first;
    }
    byte[][] own = InternalMetadata.serialize(metadata);
    List<byte[]> fields = new ArrayList<>(first.length + own.length);
    fields.addAll(List.of(first));
    for (int i = 0; i < own.length; i += 2) {
      if (isReserved(own[i])) {
        continue;
      }
      fields.add(own[i]);
      fields.add(
          isBinary(own[i]) ? Base64.getEncoder().withoutPadding().encode(own[i + 1]) : own[i + 1]);
    }
    return fields.toArray(new byte[0][]);
  }

  private static boolean isBinary(byte[] name) {
    int offset = name.length - BINARY_SUFFIX.length;
    return offset >= 0
        && name[offset] == '-'
        && name[offset + 1] == 'b'
        && name[offset + 2] == 'i'
        && name[offset + 3] == 'n';
  }

  /** Fields that are the protocol's own; a service that sets them would send them twice. */
  private static boolean isReserved(byte[] name) {
    return switch (name.length) {
      case 2 -> FieldNames.is(name, FieldNames.TE);
      case 11 -> FieldNames.is(name, FieldNames.GRPC_STATUS);
      case 12 ->
          FieldNames.is(name, FieldNames.CONTENT_TYPE)
              || FieldNames.is(name, FieldNames.GRPC_MESSAGE);
      case 13 -> FieldNames.is(name, FieldNames.GRPC_ENCODING);
      case 20 -> FieldNames.is(name, FieldNames.GRPC_ACCEPT_ENCODING);
      default -> name.length > 0 && name[0] == ':';
    };
  }
}
