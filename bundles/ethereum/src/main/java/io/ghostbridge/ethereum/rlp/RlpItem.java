package io.ghostbridge.ethereum.rlp;

import io.ghostbridge.api.data.Bytes;
import java.util.ArrayList;
import java.util.List;

/** A value of RLP as a tree, for data whose shape is not known beforehand. */
public sealed interface RlpItem {
  /** How deep lists may be nested in {@link #decode}. */
  int MAXIMUM_DEPTH = 256;

  /** A string of bytes. */
  record Text(Bytes value) implements RlpItem {}

  /** A list. */
  record Items(List<RlpItem> items) implements RlpItem {
    /** Copies {@code items}. */
    public Items {
      items = List.copyOf(items);
    }
  }

  /**
   * The one item that {@code encoded} is.
   *
   * @throws RlpException if it is not exactly one item in canonical form, or its lists are nested
   *     more than {@link #MAXIMUM_DEPTH} deep
   */
  static RlpItem decode(byte[] encoded) throws RlpException {
    RlpReader reader = new RlpReader(encoded);
    RlpItem item = read(reader, 0);
    reader.requireEnd();
    return item;
  }

  private static RlpItem read(RlpReader reader, int depth) throws RlpException {
    if (!reader.nextIsList()) {
      return new Text(Bytes.wrap(reader.bytes()));
    }
    if (depth == MAXIMUM_DEPTH) {
      throw new RlpException(
          reader.offset(), "lists are nested more than " + MAXIMUM_DEPTH + " deep");
    }
    RlpReader inner = reader.list();
    List<RlpItem> items = new ArrayList<>();
    while (!inner.atEnd()) {
      items.add(read(inner, depth + 1));
    }
    return new Items(items);
  }

  /** The canonical encoding. */
  default byte[] encode() {
    RlpWriter writer = new RlpWriter();
    write(writer);
    return writer.toByteArray();
  }

  private void write(RlpWriter writer) {
    switch (this) {
      case Text text -> writer.bytes(text.value());
      case Items list -> writer.list(inner -> list.items().forEach(item -> item.write(inner)));
    }
  }
}
