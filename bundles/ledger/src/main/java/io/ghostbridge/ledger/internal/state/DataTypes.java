package io.ghostbridge.ledger.internal.state;

import io.ghostbridge.api.data.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** How byte strings and changes are stored. */
final class DataTypes {
  static final BasicDataType<Bytes> BYTES = new BytesType();
  static final BasicDataType<Changes> CHANGES = new ChangesType();

  private DataTypes() {}

  static void write(WriteBuffer out, Bytes value) {
    out.putVarInt(value.size()).put(value.unsafeArray());
  }

  static Bytes read(ByteBuffer in) {
    int size = DataUtils.readVarInt(in);
    if (size < 0 || size > in.remaining()) {
      throw new IllegalStateException("a byte string of " + size + " bytes does not fit its page");
    }
    return read(in, size);
  }

  static Bytes read(ByteBuffer in, int size) {
    byte[] value = new byte[size];
    in.get(value);
    return Bytes.wrap(value);
  }

  private static final class BytesType extends BasicDataType<Bytes> {
    @Override
    public int compare(Bytes a, Bytes b) {
      return a.compareTo(b);
    }

    /** As the superclass does it, with a comparison that the compiler can put in place. */
    @Override
    public int binarySearch(Bytes key, Object storage, int size, int initialGuess) {
      byte[] wanted = key.unsafeArray();
      Bytes[] keys = (Bytes[]) storage;
      int low = 0;
      int high = size - 1;
      int at = initialGuess - 1;
      if (at < 0 || at > high) {
        at = high >>> 1;
      }
      while (low <= high) {
        int order = Arrays.compareUnsigned(wanted, keys[at].unsafeArray());
        if (order > 0) {
          low = at + 1;
        } else if (order < 0) {
          high = at - 1;
        } else {
          return at;
        }
        at = (low + high) >>> 1;
      }
      return -(low + 1);
    }

    @Override
    public int getMemory(Bytes value) {
      return 40 + value.size();
    }

    @Override
    public void write(WriteBuffer out, Bytes value) {
      DataTypes.write(out, value);
    }

    @Override
    public Bytes read(ByteBuffer in) {
      return DataTypes.read(in);
    }

    @Override
    public Bytes[] createStorage(int size) {
      return new Bytes[size];
    }
  }

  private static final class ChangesType extends BasicDataType<Changes> {
    @Override
    public int getMemory(Changes changes) {
      int entries = 0;
      for (Space space : Space.values()) {
        entries += changes.of(space).size();
      }
      return 100 + 200 * entries;
    }

    @Override
    public void write(WriteBuffer out, Changes changes) {
      for (Space space : Space.values()) {
        Map<Bytes, Optional<Bytes>> entries = changes.of(space);
        out.putVarInt(entries.size());
        entries.forEach(
            (key, value) -> {
              DataTypes.write(out, key);
              out.put((byte) (value.isPresent() ? 1 : 0));
              value.ifPresent(present -> DataTypes.write(out, present));
            });
      }
    }

    @Override
    public Changes read(ByteBuffer in) {
      Changes changes = new Changes();
      for (Space space : Space.values()) {
        int entries = DataUtils.readVarInt(in);
        for (int i = 0; i < entries; i++) {
          Bytes key = DataTypes.read(in);
          changes.set(
              space, key, in.get() == 1 ? Optional.of(DataTypes.read(in)) : Optional.empty());
        }
      }
      return changes;
    }

    @Override
    public Changes[] createStorage(int size) {
      return new Changes[size];
    }
  }
}
