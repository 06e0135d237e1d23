package io.ghostbridge.dnssec.internal;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;

/** The default configuration but for what a test sets. */
final class TestConfig {
  private TestConfig() {}

  static DnssecConfig with(Map<String, Object> values) {
    return (DnssecConfig)
        Proxy.newProxyInstance(
            TestConfig.class.getClassLoader(),
            new Class<?>[] {DnssecConfig.class},
            (proxy, method, arguments) ->
                Objects.requireNonNullElseGet(
                    values.get(method.getName()), method::getDefaultValue));
  }
}
