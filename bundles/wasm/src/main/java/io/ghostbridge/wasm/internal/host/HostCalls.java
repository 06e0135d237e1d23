package io.ghostbridge.wasm.internal.host;

import io.ghostbridge.wasm.internal.module.ContractInterface;
import java.util.HashMap;
import java.util.Map;

/** All functions that contracts import, by name. */
public final class HostCalls {
  private static final Map<String, HostCall> ALL = all();

  private HostCalls() {}

  private static Map<String, HostCall> all() {
    Map<String, HostCall> calls = new HashMap<>();
    ContextCalls.addTo(calls);
    StateCalls.addTo(calls);
    OtherContracts.addTo(calls);
    CryptoCalls.addTo(calls);
    if (!calls.keySet().equals(ContractInterface.functions().keySet())) {
      throw new IllegalStateException(
          "the interface says "
              + ContractInterface.functions().keySet()
              + ", there is "
              + calls.keySet());
    }
    return Map.copyOf(calls);
  }

  /** The function with a name that {@link ContractInterface} has. */
  public static HostCall get(String name) {
    HostCall call = ALL.get(name);
    if (call == null) {
      throw new IllegalArgumentException("no such function: " + name);
    }
    return call;
  }

  /** What every call costs on top. */
  public static long baseGas() {
    return Prices.BASE;
  }
}
