package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code debug_traceTransaction} can be told (geth's {@code TraceConfig}). */
record TraceOptions(
    boolean callTracer,
    boolean onlyTopCall,
    boolean withLog,
    boolean memory,
    boolean stack,
    boolean storage,
    boolean returnData,
    long limit) {

  static TraceOptions parse(String where, @Nullable Object value) throws JsonRpcException {
    Map<?, ?> options = value == null ? Map.of() : Values.object(where, value);
    Object tracer = options.get("tracer");
    if (tracer != null && !tracer.equals("callTracer") && !tracer.equals("")) {
      throw RpcErrors.server(
          "tracer not found: expected callTracer, or none for the struct logger");
    }
    Object config = options.get("tracerConfig");
    Map<?, ?> own = config == null ? Map.of() : Values.object("tracerConfig", config);
    Object limit = options.get("limit");
    return new TraceOptions(
        "callTracer".equals(tracer),
        flag(own, "onlyTopCall"),
        flag(own, "withLog"),
        flag(options, "enableMemory"),
        !flag(options, "disableStack"),
        !flag(options, "disableStorage"),
        flag(options, "enableReturnData"),
        limit == null ? 0 : Values.quantity("limit", limit));
  }

  private static boolean flag(Map<?, ?> options, String name) throws JsonRpcException {
    Object value = options.get(name);
    return value != null && Values.flag(name, value);
  }
}
