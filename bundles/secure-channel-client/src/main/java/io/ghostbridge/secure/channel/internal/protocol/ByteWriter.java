package io.ghostbridge.secure.channel.internal.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Joins fields unambiguously: the notation of section 1. */
final class ByteWriter {
  static final String PROTOCOL = "ghost.secure.v1 ";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

  /** {@code tag(x)}. */
  ByteWriter tag(String name) {
    return text(PROTOCOL + name).u8(0);
  }

  ByteWriter text(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  ByteWriter raw(byte[] value) {
    bytes.write(value, 0, value.length);
    return this;
  }

  ByteWriter u8(int value) {
    bytes.write(value);
    return this;
  }

  ByteWriter u32(int value) {
    return u8(value >>> 24).u8(value >>> 16).u8(value >>> 8).u8(value);
  }

  ByteWriter u64(long value) {
    return u32((int) (value >>> 32)).u32((int) value);
  }

  /** {@code lv(x)}. */
  ByteWriter lv(byte[] value) {
    return u32(value.length).raw(value);
  }

  ByteWriter lv(String text) {
    return lv(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
