package io.ghostbridge.secure.channel.internal.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 6's list, and what is nearly on it. */
class BoundMetadataTest {
  private static boolean isBound(String name) {
    return BoundMetadata.isBound(name.getBytes(US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "te",
        "host",
        "content-type",
        "content-length",
        "user-agent",
        "accept-encoding",
        "date",
        "via",
        "forwarded",
        "traceparent",
        "tracestate",
        "baggage",
        "x-request-id"
      })
  void aNameOfTheListIsUnboundAndItsNeighboursAreBound(String name) {
    assertThat(isBound(name)).isFalse();
    assertThat(isBound(name + "s")).isTrue();
    assertThat(isBound("a" + name.substring(1) + "-")).isTrue();
    assertThat(isBound("z" + name.substring(1))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":",
        ":path",
        "grpc-",
        "grpc-timeout",
        "grpc-status",
        "ghost-secure",
        "ghost-secure-status-bin",
        "x-forwarded-",
        "x-forwarded-for"
      })
  void whatBeginsWithAPrefixOfTheListIsUnbound(String name) {
    assertThat(isBound(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "t",
        "g",
        "grpc",
        "grp-x",
        "ghost-secur",
        "x-forwarded",
        "x-order",
        "authorization",
        "grpc-status-details-bin"
      })
  void everythingElseIsBound(String name) {
    assertThat(isBound(name)).isTrue();
  }
}
