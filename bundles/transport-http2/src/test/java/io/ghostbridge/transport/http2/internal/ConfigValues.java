package io.ghostbridge.transport.http2.internal;

import java.lang.reflect.Proxy;
import java.util.Map;

/** A configuration with the shipped defaults except for the given values. */
final class ConfigValues {
  private ConfigValues() {}

  static Http2TransportConfig with(Map<String, Object> values) {
    return (Http2TransportConfig)
        Proxy.newProxyInstance(
            Http2TransportConfig.class.getClassLoader(),
            new Class<?>[] {Http2TransportConfig.class},
            (proxy, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue()));
  }
}
