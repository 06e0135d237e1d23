package io.ghostbridge.secure.channel.internal.protocol;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.ghostbridge.proto.crypto.v1.SecurePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@link SecurePayload} to and from arrays: the generated class would copy a body three times more.
 */
final class SecurePayloads {
  private static final int DATA = tag(SecurePayload.ENCRYPTED_DATA_FIELD_NUMBER);
  private static final int NONCE = tag(SecurePayload.NONCE_FIELD_NUMBER);
  private static final int ALGORITHM = tag(SecurePayload.ALGORITHM_FIELD_NUMBER);

  private SecurePayloads() {}

  private static int tag(int fieldNumber) {
    return fieldNumber << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Parsed(byte[] data, byte[] nonce, String algorithm) {}

  /** The message, followed by {@code spare} bytes for the caller to fill. */
  static byte[] serialize(byte[] data, byte[] nonce, String algorithm, int spare) {
    byte[] name = algorithm.getBytes(StandardCharsets.US_ASCII);
    int length = sizeOf(data) + sizeOf(nonce) + sizeOf(name);
    byte[] message = new byte[length + spare];
    int position = put(message, 0, DATA, data);
    position = put(message, position, NONCE, nonce);
    put(message, position, ALGORITHM, name);
    return message;
  }

  /**
   * A message of {@code dataLength} bytes of data alone, still to be filled, and {@code spare}
   * bytes behind.
   */
  static byte[] begin(int dataLength, int spare) {
    int head = 1 + CodedOutputStream.computeUInt32SizeNoTag(dataLength);
    byte[] message = new byte[head + dataLength + spare];
    putHead(message, 0, DATA, dataLength);
    return message;
  }

  /**
   * Where the data begins in the first {@code length} bytes, if they are a message of data alone up
   * to their end; otherwise -1. The empty message has no data.
   */
  static int startOfData(byte[] message, int length) {
    if (length == 0) {
      return 0;
    }
    int position = 1;
    long size = 0;
    for (int shift = 0; shift < 35 && position < length; shift += 7) {
      byte next = message[position++];
      size |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return message[0] == DATA && size == length - position ? position : -1;
      }
    }
    return -1;
  }

  private static int sizeOf(byte[] field) {
    return 1 + CodedOutputStream.computeUInt32SizeNoTag(field.length) + field.length;
  }

  private static int put(byte[] message, int start, int tag, byte[] field) {
    int position = putHead(message, start, tag, field.length);
    System.arraycopy(field, 0, message, position, field.length);
    return position + field.length;
  }

  private static int putHead(byte[] message, int start, int tag, int length) {
    int position = start;
    message[position++] = (byte) tag;
    int left = length;
    while (left > 0x7f) {
      message[position++] = (byte) ((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    message[position++] = (byte) left;
    return position;
  }

  /** The first {@code length} bytes as a message of those three fields; null if it is none. */
  static @Nullable Parsed parse(byte[] message, int length) {
    byte[] data = null;
    byte[] nonce = null;
    String algorithm = null;
    try {
      CodedInputStream input = CodedInputStream.newInstance(message, 0, length);
      int tag = input.readTag();
      while (tag != 0) {
        int size = input.readRawVarint32();
        int start = input.getTotalBytesRead();
        if (size < 0 || size > length - start) {
          return null;
        }
        byte[] field = Arrays.copyOfRange(message, start, start + size);
        input.skipRawBytes(size);
        if (tag == DATA) {
          data = field;
        } else if (tag == NONCE) {
          nonce = field;
        } else if (tag == ALGORITHM) {
          algorithm = new String(field, StandardCharsets.UTF_8);
        } else {
          return null;
        }
        tag = input.readTag();
      }
    } catch (IOException e) {
      return null;
    }
    return data == null || nonce == null || algorithm == null
        ? null
        : new Parsed(data, nonce, algorithm);
  }
}
