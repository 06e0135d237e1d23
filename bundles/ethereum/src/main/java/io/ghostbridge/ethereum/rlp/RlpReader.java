package io.ghostbridge.ethereum.rlp;

import io.ghostbridge.api.data.Bytes;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads RLP from front to back. Only the one canonical encoding of each value is taken: the
 * shortest header, a single byte below 0x80 as itself, integers without leading zeroes. Nothing is
 * allocated before its length is known to be there. Not thread-safe.
 */
public final class RlpReader {
  private static final int SHORT_STRING = 0x80;
  private static final int LONG_STRING = 0xb7;
  private static final int SHORT_LIST = 0xc0;
  private static final int LONG_LIST = 0xf7;
  private static final int SHORT_LIMIT = 55;

  private final byte[] data;
  private final int end;
  private int position;

  // Set by header().
  private boolean list;
  private int contentStart;
  private int contentLength;

  /** Reads {@code data}, which must not change meanwhile. */
  public RlpReader(byte[] data) {
    this(data, 0, data.length);
  }

  private RlpReader(byte[] data, int from, int end) {
    this.data = data;
    this.position = from;
    this.end = end;
  }

  /** Whether nothing is left. */
  public boolean atEnd() {
    return position == end;
  }

  /** How far it has read, in bytes from the start of the input. */
  public int offset() {
    return position;
  }

  /**
   * @throws RlpException if anything is left
   */
  public void requireEnd() throws RlpException {
    if (position != end) {
      throw new RlpException(position, (end - position) + " bytes follow, and none was expected");
    }
  }

  /** Whether the next item is a list; false at the end. */
  public boolean nextIsList() {
    return position < end && (data[position] & 0xff) >= SHORT_LIST;
  }

  /** The next item, which is a string, of any length. */
  public byte[] bytes() throws RlpException {
    string();
    byte[] value = Arrays.copyOfRange(data, contentStart, contentStart + contentLength);
    position = contentStart + contentLength;
    return value;
  }

  /** The next item, which is a string of exactly {@code length} bytes. */
  public byte[] bytes(int length) throws RlpException {
    string();
    if (contentLength != length) {
      throw new RlpException(
          position, "a string of " + length + " bytes was expected, not of " + contentLength);
    }
    return bytes();
  }

  /** The next item, which is an integer of at most 256 bits. */
  public BigInteger number() throws RlpException {
    integer(32);
    return new BigInteger(1, bytes());
  }

  /** The next item, which is an integer below 2<sup>63</sup>. */
  public long number63() throws RlpException {
    integer(8);
    long value = unsigned();
    if (value < 0) {
      throw new RlpException(position, "an integer is at least 2^63 here");
    }
    position = contentStart + contentLength;
    return value;
  }

  /** The next item, which is an integer below 2<sup>64</sup>, read as unsigned. */
  public long number64() throws RlpException {
    integer(8);
    long value = unsigned();
    position = contentStart + contentLength;
    return value;
  }

  private void integer(int maximumBytes) throws RlpException {
    string();
    if (contentLength > maximumBytes) {
      throw new RlpException(
          position, "an integer has at most " + maximumBytes + " bytes here, not " + contentLength);
    }
    if (contentLength > 0 && data[contentStart] == 0) {
      throw new RlpException(position, "an integer has no leading zero byte");
    }
  }

  private long unsigned() {
    long value = 0;
    for (int i = contentStart; i < contentStart + contentLength; i++) {
      value = (value << 8) | (data[i] & 0xff);
    }
    return value;
  }

  /** A reader of the items of the next item, which is a list. */
  public RlpReader list() throws RlpException {
    header();
    if (!list) {
      throw new RlpException(position, "a list was expected, not a string");
    }
    position = contentStart + contentLength;
    return new RlpReader(data, contentStart, position);
  }

  /** The next item's encoding, header included. What is inside a list is not looked at. */
  public byte[] raw() throws RlpException {
    header();
    byte[] raw = Arrays.copyOfRange(data, position, contentStart + contentLength);
    position = contentStart + contentLength;
    return raw;
  }

  /** Passes over the next item. What is inside a list is not looked at. */
  public void skip() throws RlpException {
    header();
    position = contentStart + contentLength;
  }

  /** The next item, which is a string of at most {@code maximumLength} bytes. */
  public Bytes string(int maximumLength) throws RlpException {
    string();
    if (contentLength > maximumLength) {
      throw new RlpException(
          position, "a string has at most " + maximumLength + " bytes here, not " + contentLength);
    }
    return Bytes.wrap(bytes());
  }

  private void string() throws RlpException {
    header();
    if (list) {
      throw new RlpException(position, "a string was expected, not a list");
    }
  }

  private void header() throws RlpException {
    if (position >= end) {
      throw new RlpException(position, "an item was expected, and the input ends");
    }
    int first = data[position] & 0xff;
    list = first >= SHORT_LIST;
    if (first < SHORT_STRING) {
      contentStart = position;
      contentLength = 1;
    } else if (first <= LONG_STRING || (list && first <= LONG_LIST)) {
      contentStart = position + 1;
      contentLength = first - (list ? SHORT_LIST : SHORT_STRING);
      requireContent(contentLength);
      if (!list && contentLength == 1 && (data[contentStart] & 0xff) < SHORT_STRING) {
        throw new RlpException(position, "a byte below 0x80 stands for itself, without a header");
      }
    } else {
      longHeader(first - (list ? LONG_LIST : LONG_STRING));
    }
  }

  private void longHeader(int lengthBytes) throws RlpException {
    if (lengthBytes > end - position - 1) {
      throw new RlpException(position, "the input ends within a length");
    }
    if (data[position + 1] == 0) {
      throw new RlpException(position, "a length has no leading zero byte");
    }
    long length = 0;
    for (int i = 1; i <= lengthBytes; i++) {
      length = (length << 8) | (data[position + i] & 0xff);
      if (length > Integer.MAX_VALUE) {
        throw new RlpException(position, "an item is longer than the input");
      }
    }
    if (length <= SHORT_LIMIT) {
      throw new RlpException(position, "a length of " + length + " has a header of one byte");
    }
    contentStart = position + 1 + lengthBytes;
    requireContent(length);
    contentLength = (int) length;
  }

  private void requireContent(long length) throws RlpException {
    if (length > end - contentStart) {
      throw new RlpException(
          position,
          "an item has " + length + " bytes, and the input only " + (end - contentStart) + " more");
    }
  }
}
