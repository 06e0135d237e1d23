package io.ghostbridge.transport.http3.internal.qpack;

import io.netty.buffer.ByteBuf;

/**
 * The Huffman code of HPACK and QPACK (RFC 7541 appendix B). It is canonical, so the lengths of its
 * codes say all: codes of a length are consecutive numbers in the order of their symbols.
 */
final class Huffman {
  private static final int SYMBOLS = 257;
  private static final int END_OF_STRING = 256;
  private static final int SHORTEST = 5;
  private static final int LONGEST = 30;
  private static final int DIRECT_BITS = 8;

  /** The length of each symbol's code: A is 5 bits, B is 6, and so on. */
  private static final String LENGTHS =
      "ISXXXXXXXTZXXZXXXXXXXXZXXXXXXXXXBFFHIBDGFFDGDBBBAAABBBBBBBCDKBHF"
          + "IBCCCCCCCCCCCCCCCCCCCCCCDCDIOIJBKABABABBBACCBBBABCBAABCCCCCKGJIX"
          + "PRPPRRRSRSSSSSTSTTRSTSSSSQRSRSSTRQPRRSSQSRRTQRSSQQRQSRSSPRRRSRRS"
          + "VVPORSRUVVVWWVTUOQVWWVWTQQVVXWWWPTPQRQQSRRUUTTVSVWVVWWWWWXWWWWWV"
          + "Z";

  /** Symbols in the order of their codes. */
  private static final short[] ORDERED = new short[SYMBOLS];

  /** By length: the first code, and where its symbol stands in {@link #ORDERED}. */
  private static final int[] FIRST_CODE = new int[LONGEST + 2];

  private static final int[] FIRST_INDEX = new int[LONGEST + 2];

  /** By the next eight bits: the symbol of a code that short, and its length above it; or 0. */
  private static final short[] DIRECT = new short[1 << DIRECT_BITS];

  static {
    int index = 0;
    int code = 0;
    for (int length = SHORTEST; length <= LONGEST; length++) {
      FIRST_CODE[length] = code;
      FIRST_INDEX[length] = index;
      for (int symbol = 0; symbol < SYMBOLS; symbol++) {
        if (length(symbol) == length) {
          addDirect(symbol, code, length);
          ORDERED[index++] = (short) symbol;
          code++;
        }
      }
      code <<= 1;
    }
    FIRST_INDEX[LONGEST + 1] = index;
  }

  private Huffman() {}

  private static int length(int symbol) {
    return LENGTHS.charAt(symbol) - 'A' + SHORTEST;
  }

  private static void addDirect(int symbol, int code, int length) {
    if (length <= DIRECT_BITS) {
      int free = DIRECT_BITS - length;
      for (int rest = 0; rest < 1 << free; rest++) {
        DIRECT[code << free | rest] = (short) (length << DIRECT_BITS | symbol);
      }
    }
  }

  /** No string of {@code encoded} bytes has more when decoded. */
  static int mostDecoded(int encoded) {
    return encoded * Byte.SIZE / SHORTEST;
  }

  /**
   * Decodes the next {@code encoded} bytes.
   *
   * @param out has room for {@link #mostDecoded} bytes
   * @return how many bytes came out
   * @throws DecompressionException for a code of the end of the string, or padding that is not the
   *     beginning of one (RFC 7541 section 5.2)
   */
  static int decode(ByteBuf in, int encoded, byte[] out) throws DecompressionException {
    long bits = 0;
    int available = 0;
    int written = 0;
    int position = in.readerIndex();
    int end = position + encoded;
    while (true) {
      while (available <= Long.SIZE - 2 * Byte.SIZE && position < end) {
        bits = bits << Byte.SIZE | in.getUnsignedByte(position++);
        available += Byte.SIZE;
      }
      if (available >= DIRECT_BITS) {
        int entry = DIRECT[(int) (bits >>> (available - DIRECT_BITS)) & 0xff];
        if (entry != 0) {
          out[written++] = (byte) entry;
          available -= entry >>> DIRECT_BITS;
          continue;
        }
      }
      int length = codeLength(bits, available);
      if (length == 0) {
        break;
      }
      int symbol = symbol(bits >>> (available - length), length);
      if (symbol == END_OF_STRING) {
        throw new DecompressionException("a Huffman string has the code of its end in it");
      }
      out[written++] = (byte) symbol;
      available -= length;
    }
    if (available >= Byte.SIZE || (~bits & ((1L << available) - 1)) != 0) {
      throw new DecompressionException("a Huffman string ends with wrong padding");
    }
    in.readerIndex(end);
    return written;
  }

  /**
   * The length of the code with which the last {@code available} bits begin; 0 if none is whole.
   */
  private static int codeLength(long bits, int available) {
    int most = Math.min(available, LONGEST);
    for (int length = SHORTEST; length <= most; length++) {
      long code = bits >>> (available - length) & ((1L << length) - 1);
      if (code < FIRST_CODE[length] + (FIRST_INDEX[length + 1] - FIRST_INDEX[length])) {
        return length;
      }
    }
    return 0;
  }

  private static int symbol(long bits, int length) {
    int code = (int) (bits & ((1L << length) - 1));
    return ORDERED[FIRST_INDEX[length] + code - FIRST_CODE[length]];
  }
}
