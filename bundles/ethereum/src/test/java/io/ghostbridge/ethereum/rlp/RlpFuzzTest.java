package io.ghostbridge.ethereum.rlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class RlpFuzzTest {
  @FuzzTest
  void whatIsAcceptedIsTheOneEncodingOfItsValue(byte[] data) {
    try {
      assertThat(RlpItem.decode(data).encode()).isEqualTo(data);
    } catch (RlpException expected) {
      assertThat(expected.offset()).isBetween(0, data.length);
    }
  }
}
