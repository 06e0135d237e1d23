package io.ghostbridge.transport.http2.internal.connection;

import io.ghostbridge.rpc.RpcStream;

/**
 * Encodes the header blocks of a connection's answers. Two fields are in nearly all of them; these
 * go into the client's dynamic table at their first use and cost one byte from then on (RFC 7541
 * section 2.3.2). Everything else is sent as literals that leave the table alone, so where the two
 * are is always known.
 *
 * <p>Blocks have to be sent in the order they are made.
 */
final class ResponseEncoder {
  private static final int NEWEST_ENTRY = 62;
  private static final int DEFAULT_TABLE_BYTES = 4096;

  /** What the client's table holds. */
  private enum Table {
    /** Nothing yet. */
    EMPTY,
    /** The content type. */
    TYPE,
    /** The status "0" and, after it, the content type. */
    STATUS_AND_TYPE,
    /** The client has made it small; a block that says so is due. */
    UNUSED_NOT_ANNOUNCED,
    /** Nothing, for good. */
    UNUSED
  }

  private static final byte[] ANNOUNCE = {0x20};
  private static final byte[] NOTHING = {};
  private static final byte[] RESPONSE_INSERTING = HeaderBlocks.response(true);
  private static final byte[] RESPONSE_LITERAL = HeaderBlocks.response(false);
  private static final byte[] RESPONSE_NEWEST = HeaderBlocks.response(NEWEST_ENTRY);
  private static final byte[] RESPONSE_SECOND = HeaderBlocks.response(NEWEST_ENTRY + 1);
  private static final byte[] OK_INSERTING = HeaderBlocks.okStatus(true);
  private static final byte[] OK_LITERAL = HeaderBlocks.okStatus(false);
  private static final byte[] OK_NEWEST = HeaderBlocks.indexed(NEWEST_ENTRY);

  private Table table = Table.EMPTY;

  /** The client wants a table of at most {@code bytes}. */
  void tableSize(long bytes) {
    // Below the default we would have to evict; such clients are rare, and literals do.
    if (bytes < DEFAULT_TABLE_BYTES && table != Table.UNUSED) {
      table = Table.UNUSED_NOT_ANNOUNCED;
    }
  }

  /** The first block of an answer. */
  byte[] response(byte[][] fields) {
    byte[] first =
        switch (table) {
          case EMPTY -> {
            table = Table.TYPE;
            yield RESPONSE_INSERTING;
          }
          case TYPE -> RESPONSE_NEWEST;
          case STATUS_AND_TYPE -> RESPONSE_SECOND;
          case UNUSED_NOT_ANNOUNCED -> join(announce(), RESPONSE_LITERAL);
          case UNUSED -> RESPONSE_LITERAL;
        };
    return fields.length == 0 ? first : join(first, HeaderBlocks.literals(fields));
  }

  /** The last block of an answer. */
  @SuppressWarnings("ReferenceEquality") // a shortcut for the commonest answer
  byte[] trailers(byte[][] fields) {
    if (fields != RpcStream.OK_TRAILERS) {
      return join(announce(), HeaderBlocks.literals(fields));
    }
    return switch (table) {
      case TYPE -> {
        table = Table.STATUS_AND_TYPE;
        yield OK_INSERTING;
      }
      case STATUS_AND_TYPE -> OK_NEWEST;
      default -> join(announce(), OK_LITERAL);
    };
  }

  /** The head of an answer that is not gRPC. */
  byte[] plainText(int httpStatus) {
    return join(announce(), HeaderBlocks.plainText(httpStatus));
  }

  private byte[] announce() {
    if (table == Table.UNUSED_NOT_ANNOUNCED) {
      table = Table.UNUSED;
      return ANNOUNCE;
    }
    return NOTHING;
  }

  private static byte[] join(byte[] first, byte[] second) {
    if (first.length == 0) {
      return second;
    }
    byte[] joined = new byte[first.length + second.length];
    System.arraycopy(first, 0, joined, 0, first.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
