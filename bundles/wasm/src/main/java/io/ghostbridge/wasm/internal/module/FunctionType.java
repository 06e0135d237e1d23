package io.ghostbridge.wasm.internal.module;

import java.util.List;

/**
 * What a function takes and gives.
 *
 * @param params the types of its parameters
 * @param results the types of its results
 */
public record FunctionType(List<ValueType> params, List<ValueType> results) {
  /** Neither parameters nor results. */
  public static final FunctionType NOTHING = new FunctionType(List.of(), List.of());

  /** Copies the lists. */
  public FunctionType {
    params = List.copyOf(params);
    results = List.copyOf(results);
  }

  @Override
  public String toString() {
    return params + " -> " + results;
  }
}
