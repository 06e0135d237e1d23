package io.ghostbridge.ethereum.rpc.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object that is being built, its members in the order in which they are put. */
final class Members {
  private final Map<String, @Nullable Object> map = new LinkedHashMap<>();

  Members put(String name, @Nullable Object value) {
    map.put(name, value);
    return this;
  }

  Map<String, @Nullable Object> map() {
    return map;
  }
}
