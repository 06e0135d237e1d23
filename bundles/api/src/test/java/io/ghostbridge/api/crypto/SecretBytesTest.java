package io.ghostbridge.api.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SecretBytesTest {
  @Test
  void closingWipesTheArrayThatWasGivenAway() {
    byte[] array = {1, 2, 3};
    SecretBytes secret = SecretBytes.wrap(array);
    secret.close();
    secret.close();
    assertThat(array).containsOnly(0);
    assertThat(secret.isClosed()).isTrue();
    assertThat(secret.size()).isEqualTo(3);
    assertThatThrownBy(secret::toByteArray).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> secret.read(bytes -> {})).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aCopyLivesOnItsOwn() {
    byte[] array = {1, 2, 3};
    SecretBytes copy = SecretBytes.copyOf(array);
    try (SecretBytes second = copy.copy()) {
      array[0] = 9;
      assertThat(copy.toByteArray()).containsExactly(1, 2, 3);
      copy.close();
      assertThat(second.toByteArray()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void nothingOfTheBytesIsPrintedSerialisedOrHashed() {
    try (SecretBytes secret = SecretBytes.copyOf(new byte[] {0x5a, 0x5a, 0x5a});
        SecretBytes other = SecretBytes.copyOf(new byte[] {1, 2, 3})) {
      assertThat(secret.toString()).isEqualTo("SecretBytes[3 bytes]");
      assertThat((Object) secret).isNotInstanceOf(Serializable.class);
      assertThat(secret.hashCode()).isEqualTo(other.hashCode());
      assertThat(secret).isNotEqualTo(other).isEqualTo(secret.copy());
    }
  }

  @Test
  void aReaderNeverSeesHalfAWipe() throws Exception {
    for (int round = 0; round < 200; round++) {
      byte[] array = new byte[4096];
      java.util.Arrays.fill(array, (byte) 7);
      SecretBytes secret = SecretBytes.wrap(array);
      CountDownLatch reading = new CountDownLatch(1);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Boolean> whole =
            threads.submit(
                () ->
                    secret.map(
                        bytes -> {
                          reading.countDown();
                          for (byte b : bytes) {
                            if (b != 7) {
                              return false;
                            }
                          }
                          return true;
                        }));
        reading.await();
        secret.close();
        assertThat(whole.get()).isTrue();
      }
    }
  }
}
