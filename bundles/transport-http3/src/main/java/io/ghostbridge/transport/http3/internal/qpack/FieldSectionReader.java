package io.ghostbridge.transport.http3.internal.qpack;

import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;

/** Decodes field sections (RFC 9204 section 4.5). Holds nothing but memory of one string. */
public final class FieldSectionReader {
  private static final int INDEXED = 0x80;
  private static final int INDEXED_STATIC = 0x40;
  private static final int NAME_REFERENCE = 0x40;
  private static final int NAME_REFERENCE_STATIC = 0x10;
  private static final int LITERAL_NAME = 0x20;
  private static final int NO_DYNAMIC_TABLE = 0;

  /** Longer than any that a section of the usual limit can have. */
  private static final int MOST_INTEGER_BYTES = 5;

  /** The string that is decoded; made larger when one does not fit. */
  private byte[] scratch = new byte[256];

  /** Takes the fields of a section in their order. */
  public interface Sink {
    /** One field, of which nothing but its encoding was checked. */
    void field(AsciiString name, AsciiString value);
  }

  /**
   * Decodes the whole of {@code section}.
   *
   * @throws DecompressionException if that cannot be; the sink may have got some fields
   */
  public void read(ByteBuf section, Sink sink) throws DecompressionException {
    if (integer(section, nextByte(section), 8) != NO_DYNAMIC_TABLE) {
      throw new DecompressionException("a field section needs a dynamic table, which there is not");
    }
    int base = nextByte(section);
    if ((base & 0x80) != 0) {
      throw new DecompressionException("the base of a field section is negative");
    }
    integer(section, base, 7);
    while (section.isReadable()) {
      line(section, nextByte(section), sink);
    }
  }

  private void line(ByteBuf section, int first, Sink sink) throws DecompressionException {
    if ((first & INDEXED) != 0) {
      requireStatic((first & INDEXED_STATIC) != 0);
      int index = staticIndex(integer(section, first, 6));
      sink.field(StaticTable.name(index), StaticTable.value(index));
    } else if ((first & NAME_REFERENCE) != 0) {
      requireStatic((first & NAME_REFERENCE_STATIC) != 0);
      AsciiString name = StaticTable.name(staticIndex(integer(section, first, 4)));
      sink.field(name, string(section, nextByte(section), 7));
    } else {
      // What is left refers to the dynamic table past its base.
      requireStatic((first & LITERAL_NAME) != 0);
      AsciiString name = string(section, first, 3);
      sink.field(name, string(section, nextByte(section), 7));
    }
  }

  private static void requireStatic(boolean isStatic) throws DecompressionException {
    if (!isStatic) {
      throw new DecompressionException("a field refers to the dynamic table, which is empty");
    }
  }

  private static int staticIndex(int index) throws DecompressionException {
    if (index >= StaticTable.SIZE) {
      throw new DecompressionException(
          "a field has index "
              + index
              + " of the static table, expected 0 to "
              + (StaticTable.SIZE - 1));
    }
    return index;
  }

  /** A string whose length has a prefix of {@code bits}, with the mark of Huffman's code before. */
  private AsciiString string(ByteBuf section, int first, int bits) throws DecompressionException {
    int length = integer(section, first, bits);
    if (length > section.readableBytes()) {
      throw new DecompressionException(
          "a string of " + length + " bytes is longer than what is left of its field section");
    }
    if ((first & 1 << bits) == 0) {
      byte[] bytes = new byte[length];
      section.readBytes(bytes);
      return new AsciiString(bytes, false);
    }
    int most = Huffman.mostDecoded(length);
    if (scratch.length < most) {
      scratch = new byte[most];
    }
    return new AsciiString(scratch, 0, Huffman.decode(section, length, scratch), true);
  }

  /** An integer with a prefix of {@code bits} (RFC 7541 section 5.1). */
  private static int integer(ByteBuf section, int first, int bits) throws DecompressionException {
    int limit = (1 << bits) - 1;
    int prefix = first & limit;
    if (prefix < limit) {
      return prefix;
    }
    long value = limit;
    for (int i = 0; i < MOST_INTEGER_BYTES; i++) {
      int next = nextByte(section);
      value += (long) (next & 0x7f) << (7 * i);
      if ((next & 0x80) == 0) {
        if (value > Integer.MAX_VALUE) {
          break;
        }
        return (int) value;
      }
    }
    throw new DecompressionException("an integer is too large");
  }

  private static int nextByte(ByteBuf section) throws DecompressionException {
    if (!section.isReadable()) {
      throw new DecompressionException("a field section ends in the middle of a field");
    }
    return section.readUnsignedByte();
  }
}
