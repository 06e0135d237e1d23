package io.ghostbridge.transport.http3.internal;

import java.lang.reflect.Proxy;
import java.util.Map;

/** A configuration with the shipped defaults except for the given values. */
final class ConfigValues {
  private ConfigValues() {}

  static Http3TransportConfig with(Map<String, Object> values) {
    return (Http3TransportConfig)
        Proxy.newProxyInstance(
            Http3TransportConfig.class.getClassLoader(),
            new Class<?>[] {Http3TransportConfig.class},
            (proxy, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue()));
  }
}
