package io.ghostbridge.word.machine.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.word.machine.internal.word.Words;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeptDigestsTest {
  private static final int KEYS = 600;

  @Test
  void keptAndReplacedDigestsAreThoseOfKeccak() {
    Random random = new Random(1);
    KeptDigests kept = new KeptDigests();
    byte[] data = new byte[70];
    long[] s = new long[8];
    for (int i = 0; i < 50_000; i++) {
      // More keys than places, near ones and the one of zeros among them.
      int key = random.nextInt(KEYS);
      data[3] = (byte) (key >> 8);
      data[33] = (byte) key;
      data[63] = (byte) (key % 3);
      int length = random.nextInt(8) == 0 ? random.nextInt(70) : 64;
      int offset = random.nextInt(Math.max(1, 71 - length));
      kept.digest(data, offset, length, s, 4);
      assertThat(Words.get(s, 4))
          .isEqualTo(Word.read(new Keccak().digest(data, offset, length), 0));
    }
  }
}
