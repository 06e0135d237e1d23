package io.ghostbridge.plugin.manager.internal.change;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:9090", "127.9.9.9:1", "[::1]:53", "unix:/run/x.sock"})
  void loopbackAndUnixSocketsAreLocal(String address) {
    assertThat(LocalAddress.isLocal(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0:9090",
        "[::]:53",
        "192.0.2.1:1",
        "[2001:db8::1]:1",
        "localhost:1",
        "",
        ":1",
        "x"
      })
  void whatOthersReachOrMayReachIsNotLocal(String address) {
    assertThat(LocalAddress.isLocal(address)).isFalse();
  }
}
