package io.ghostbridge.transport.dns.internal.message;

import io.ghostbridge.api.dns.DnsExtendedError;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The options of a response's OPT record while they are put together. */
public final class OptionBlock {
  /** No options. */
  public static final byte[] NONE = {};

  /** Responses are padded to multiples of this, in bytes (RFC 8467, section 4.1). */
  private static final int PADDING_BLOCK_BYTES = 468;

  private static final int OPTION_HEADER_BYTES = 4;
  private static final int INFO_CODE_BYTES = 2;
  private static final int KEEPALIVE_UNIT_MILLIS = 100;
  private static final int GREATEST_KEEPALIVE = 0xffff;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

  /** Client cookie and server cookie (RFC 7873, section 4). */
  public OptionBlock cookie(byte[] both) {
    header(EdnsOption.COOKIE, both.length);
    bytes.writeBytes(both);
    return this;
  }

  /** How long the connection may be idle (RFC 7828, section 3.1). */
  public OptionBlock keepAlive(int idleMillis) {
    header(EdnsOption.TCP_KEEPALIVE, 2);
    short16(Math.min(idleMillis / KEEPALIVE_UNIT_MILLIS, GREATEST_KEEPALIVE));
    return this;
  }

  /** Why (RFC 8914, section 2), if that takes no more than {@code room} bytes. */
  public OptionBlock extendedError(DnsExtendedError error, int room) {
    byte[] text = error.extraText().getBytes(StandardCharsets.UTF_8);
    if (OPTION_HEADER_BYTES + INFO_CODE_BYTES + text.length <= room) {
      header(EdnsOption.EXTENDED_ERROR, INFO_CODE_BYTES + text.length);
      short16(error.infoCode());
      bytes.writeBytes(text);
    }
    return this;
  }

  /**
   * Makes a response that without this option has {@code size} bytes, these options included, as
   * long as the next multiple of 468 bytes (RFC 7830; RFC 8467, section 4.1), or as {@code limit}.
   */
  public OptionBlock pad(int size, int limit) {
    int least = size + OPTION_HEADER_BYTES;
    int padded = (least + PADDING_BLOCK_BYTES - 1) / PADDING_BLOCK_BYTES * PADDING_BLOCK_BYTES;
    int zeros = Math.min(padded, limit) - least;
    if (zeros >= 0) {
      header(EdnsOption.PADDING, zeros);
      bytes.writeBytes(new byte[zeros]);
    }
    return this;
  }

  /** How many bytes there are so far. */
  public int size() {
    return bytes.size();
  }

  /** All options in wire format. */
  public byte[] toBytes() {
    return bytes.toByteArray();
  }

  private void header(int code, int length) {
    short16(code);
    short16(length);
  }

  private void short16(int value) {
    bytes.write(value >> 8);
    bytes.write(value);
  }
}
