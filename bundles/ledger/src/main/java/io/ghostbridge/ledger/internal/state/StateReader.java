package io.ghostbridge.ledger.internal.state;

import io.ghostbridge.api.data.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the flat state as of one height. */
public interface StateReader {
  /** The value of {@code key}, or null. */
  @Nullable Bytes get(Space space, Bytes key);

  /** At most {@code limit} keys that begin with {@code prefix}, in order. */
  List<Bytes> keys(Space space, Bytes prefix, int limit);
}
