package io.ghostbridge.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.junit.jupiter.api.Test;

class KeccakTest {
  @Test
  void everyLengthUpToThreeBlocksGivesWhatBouncyCastleGives() {
    Random random = new Random(1);
    Keccak keccak = new Keccak();
    for (int length = 0; length < 3 * 136 + 2; length++) {
      byte[] data = new byte[length + 5];
      random.nextBytes(data);
      KeccakDigest reference = new KeccakDigest(256);
      reference.update(data, 3, length);
      byte[] expected = new byte[32];
      reference.doFinal(expected, 0);
      assertThat(keccak.digest(data, 3, length)).as("%d bytes", length).isEqualTo(expected);
    }
  }
}
