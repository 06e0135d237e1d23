package io.ghostbridge.plugin.manager.internal.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackagePolicyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.ghostbridge.api.names",
        "io.ghostbridge.proto.chain.v1",
        "io.grpc",
        "org.osgi.framework",
        "org.slf4j",
        "com.google.protobuf",
        "org.osgi.service.component"
      })
  void theApiAndLibrariesAreForPlugins(String name) {
    assertThat(PackagePolicy.isForPlugins(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.ghostbridge.rpc",
        "io.ghostbridge.plugin.guard",
        "io.ghostbridge.api.data.internal",
        "org.osgi.framework.hooks.service",
        "org.osgi.framework.wiring",
        "org.osgi.framework.startlevel",
        "org.osgi.framework.launch",
        "org.osgi.service.cm",
        "org.osgi.service.component.runtime",
        "org.osgi.service.component.runtime.dto",
        "org.apache.felix.service.command"
      })
  void whatRulesTheContainerIsNot(String name) {
    assertThat(PackagePolicy.isForPlugins(name)).isFalse();
  }
}
