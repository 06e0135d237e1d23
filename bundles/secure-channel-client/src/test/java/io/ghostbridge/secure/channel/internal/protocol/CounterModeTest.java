package io.ghostbridge.secure.channel.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The key stream beside the JDK's own counter mode, and that no block of it comes twice. */
class CounterModeTest {
  private final Random random = new Random(38);

  private byte[] some(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] jdk(byte[] key, long counter, int sequence, byte[] body) throws Exception {
    Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding", "SunJCE");
    byte[] first = ByteBuffer.allocate(16).putLong(counter).putInt(sequence).putInt(0).array();
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(first));
    return cipher.doFinal(body);
  }

  private static byte[] ours(CounterMode mode, long counter, int sequence, byte[] body) {
    byte[] result = new byte[body.length];
    mode.apply(counter, sequence, body, 0, body.length, result, 0);
    return result;
  }

  @Test
  void theFirstBlockOfTheStreamIsAesOfTheDocumentedFields() {
    // The key of SP 800-38A, F.1.5. A body of zeros shows the stream.
    byte[] key =
        HexFormat.of().parseHex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
    byte[] block = HexFormat.of().parseHex("6bc1bee22e409f96e93d7e1100000000");
    ByteBuffer fields = ByteBuffer.wrap(block);
    try (CounterMode mode = new CounterMode(SecretBytes.copyOf(key))) {
      assertThat(ours(mode, fields.getLong(), fields.getInt(), new byte[16]))
          .isEqualTo(ecb(key, block));
    }
  }

  private static byte[] ecb(byte[] key, byte[] block) {
    org.bouncycastle.crypto.BlockCipher aes =
        org.bouncycastle.crypto.engines.AESEngine.newInstance();
    aes.init(true, new org.bouncycastle.crypto.params.KeyParameter(key));
    byte[] result = new byte[16];
    aes.processBlock(block, 0, result, 0);
    return result;
  }

  @Test
  void everyLengthAndPlaceIsAsTheJdkHasIt() throws Exception {
    List<Integer> lengths = new ArrayList<>(List.of(8191, 8192, 8193, 16384, 100_000));
    for (int length = 0; length < 100; length++) {
      lengths.add(length);
    }
    for (int length : lengths) {
      byte[] key = some(32);
      byte[] body = some(length);
      long counter = random.nextLong();
      int sequence = random.nextInt();
      byte[] expected = jdk(key, counter, sequence, body);
      try (CounterMode mode = new CounterMode(SecretBytes.copyOf(key))) {
        assertThat(ours(mode, counter, sequence, body)).as("%d bytes", length).isEqualTo(expected);
        byte[] placed = new byte[length + 30];
        System.arraycopy(body, 0, placed, 7, length);
        byte[] target = new byte[length + 30];
        mode.apply(counter, sequence, placed, 7, length, target, 11);
        assertThat(Arrays.copyOfRange(target, 11, 11 + length)).isEqualTo(expected);
        assertThat(Arrays.copyOf(target, 11)).containsOnly(0);
        assertThat(Arrays.copyOfRange(target, 11 + length, target.length)).containsOnly(0);
        assertThat(ours(mode, counter, sequence, expected)).as("and back").isEqualTo(body);
      }
    }
  }

  @Test
  void noBlockOfTheStreamComesTwiceInAnyMessageOfAnyCall() {
    long[] counters = {1, 2, 255, 256, 1L << 31, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -1};
    int[] sequences = {0, 1, 2, 255, 256, Integer.MAX_VALUE, Integer.MIN_VALUE, -1};
    Set<ByteBuffer> blocks = new HashSet<>();
    int made = 0;
    try (CounterMode mode = new CounterMode(SecretBytes.copyOf(some(32)))) {
      for (long counter : counters) {
        for (int sequence : sequences) {
          byte[] stream = ours(mode, counter, sequence, new byte[40 * 1024]);
          for (int block = 0; block < stream.length; block += 16) {
            blocks.add(ByteBuffer.wrap(stream, block, 16));
            made++;
          }
        }
      }
    }
    assertThat(blocks).hasSize(made);
  }

  @Test
  void manyThreadsUseOneKey() throws Exception {
    byte[] key = some(32);
    try (CounterMode mode = new CounterMode(SecretBytes.copyOf(key));
        var threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        long counter = i;
        byte[] body = some(i % 300);
        byte[] expected = jdk(key, counter, 0, body);
        tasks.add(() -> Arrays.equals(expected, ours(mode, counter, 0, body)));
      }
      for (Future<Boolean> task : threads.invokeAll(tasks)) {
        assertThat(task.get()).isTrue();
      }
    }
  }

  @Test
  void aClosedKeyRefusesAndPrintsNothing() {
    byte[] key = some(32);
    SecretBytes secret = SecretBytes.copyOf(key);
    CounterMode mode = new CounterMode(secret);
    ours(mode, 1, 0, new byte[5]);
    assertThat(mode.toString()).isEqualTo("CounterMode[AES-256]");
    mode.close();
    assertThat(secret.isClosed()).isTrue();
    assertThat(mode.toString()).isEqualTo("CounterMode[closed]");
    assertThatThrownBy(() -> ours(mode, 2, 0, new byte[5]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a key of counter mode was closed");
    mode.close();
  }
}
