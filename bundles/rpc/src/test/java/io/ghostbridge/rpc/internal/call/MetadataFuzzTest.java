package io.ghostbridge.rpc.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What clients put into fields is read or refused, and nothing else. */
class MetadataFuzzTest {
  @FuzzTest
  void fieldsAreReadOrRefused(byte[] value) {
    assertThat(GrpcTimeout.parseNanos(value)).isGreaterThanOrEqualTo(-1);
    try {
      assertThat(MetadataCodec.decode(new byte[][] {FieldNames.ascii("x-bin"), value}, 1).keys())
          .containsExactly("x-bin");
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("x-bin is not Base64");
    }
  }

  @Test
  void arbitraryFieldsAreReadOrRefused() {
    Random random = new Random(7);
    for (int i = 0; i < 5000; i++) {
      byte[] value = new byte[random.nextInt(12)];
      for (int at = 0; at < value.length; at++) {
        value[at] = (byte) "AZaz09+/=,-_ S\u00ff".charAt(random.nextInt(15));
      }
      fieldsAreReadOrRefused(value);
    }
  }
}
