package io.ghostbridge.crypto.hmac.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.HashStream;
import io.ghostbridge.api.crypto.Mac;
import io.ghostbridge.api.crypto.MacKey;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.it.vectors.Wycheproof;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HmacTest {
  static Stream<Mac> macs() {
    return Stream.of(new HmacSha256(), new HmacSha512());
  }

  @ParameterizedTest
  @MethodSource("macs")
  void everyWycheproofVerdictIsOurs(Mac mac) throws Exception {
    Wycheproof.run(
        mac.algorithm().replace("-", "_") + "_test.json",
        vector -> {
          byte[] tag = vector.bytes("tag");
          try (MacKey key = mac.key(SecretBytes.wrap(vector.bytes("key")))) {
            byte[] whole = key.mac(vector.bytes("msg"));
            boolean prefix = Arrays.equals(Arrays.copyOf(whole, tag.length), tag);
            boolean verdict = key.verify(vector.bytes("msg"), tag);
            boolean full = tag.length == mac.macLength();
            return prefix == vector.isValid() && verdict == (full && vector.isValid())
                ? ""
                : "tag matches: " + prefix + ", verified: " + verdict;
          }
        });
  }

  @ParameterizedTest
  @MethodSource("macs")
  void piecesGiveTheSameAndAClosedKeyNothing(Mac mac) {
    MacKey key = mac.key(SecretBytes.wrap(new byte[] {0x5a, 0x5a, 0x5a, 0x5a}));
    byte[] whole = key.mac(new byte[300]);
    assertThat(whole).hasSize(mac.macLength());
    HashStream stream = key.start().update(new byte[100]).update(new byte[250], 50, 200);
    assertThat(stream.finish()).isEqualTo(whole);
    assertThatThrownBy(stream::finish).isInstanceOf(IllegalStateException.class);
    assertThat(key.toString()).doesNotContain("5a5a").doesNotContain("90, 90");
    key.close();
    key.close();
    assertThatThrownBy(() -> key.mac(new byte[1])).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(key::start).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @MethodSource("macs")
  void aKeyWithAPrefixGivesTheTagsOfPrefixAndMessage(Mac mac) {
    for (int prefixLength : new int[] {0, 1, 63, 64, 65, 128, 300}) {
      byte[] prefix = new byte[prefixLength];
      Arrays.fill(prefix, (byte) 7);
      byte[] message = new byte[100];
      Arrays.fill(message, (byte) 9);
      byte[] joined = Arrays.copyOf(prefix, prefixLength + 80);
      System.arraycopy(message, 10, joined, prefixLength, 80);
      try (MacKey key = mac.key(SecretBytes.wrap(new byte[200]));
          MacKey begun = mac.key(SecretBytes.wrap(new byte[200]), prefix)) {
        byte[] expected = key.mac(joined);
        assertThat(begun.mac(message, 10, 80)).isEqualTo(expected);
        assertThat(begun.start().update(message, 10, 80).finish()).isEqualTo(expected);
        assertThat(key.mac(joined, 0, joined.length)).isEqualTo(expected);
        assertThatThrownBy(() -> begun.mac(message, 30, 80))
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("macs")
  void whileAKeyIsClosedNoTagIsMadeWithoutIt(Mac mac) throws Exception {
    byte[] message = new byte[50];
    for (int round = 0; round < 200; round++) {
      MacKey key = mac.key(SecretBytes.wrap(new byte[] {1, 2, 3}));
      byte[] expected = key.mac(message);
      CountDownLatch begun = new CountDownLatch(1);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<byte[]> last =
            threads.submit(
                () -> {
                  byte[] tag = expected;
                  begun.countDown();
                  try {
                    while (Arrays.equals(tag, expected)) {
                      tag = key.mac(message);
                    }
                    return tag;
                  } catch (IllegalStateException e) {
                    return expected;
                  }
                });
        begun.await();
        key.close();
        assertThat(last.get()).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("macs")
  void anEmptyKeyIsRefused(Mac mac) {
    assertThatThrownBy(() -> mac.key(SecretBytes.wrap(new byte[0])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 bytes, expected 1 to");
  }

  @ParameterizedTest
  @MethodSource("macs")
  void manyThreadsUseOneKey(Mac mac) throws Exception {
    try (MacKey key = mac.key(SecretBytes.wrap(new byte[32]));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      byte[] expected = key.mac(new byte[100]);
      List<Future<byte[]>> tags = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        tags.add(threads.submit(() -> key.mac(new byte[100])));
      }
      for (Future<byte[]> tag : tags) {
        assertThat(tag.get()).isEqualTo(expected);
      }
    }
  }
}
