package io.ghostbridge.transport.dns.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class QueryOptionsTest {
  @Test
  void aCookieIsAClientsAloneOrWithEightToThirtyTwoBytesOfAServers() {
    assertThat(IntStream.rangeClosed(0, 60).filter(QueryOptions::isCookieLength))
        .containsExactlyElementsOf(
            IntStream.concat(IntStream.of(8), IntStream.rangeClosed(16, 40)).boxed().toList());
  }
}
