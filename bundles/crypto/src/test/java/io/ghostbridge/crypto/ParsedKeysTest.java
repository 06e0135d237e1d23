package io.ghostbridge.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ParsedKeysTest {
  private final AtomicInteger parsed = new AtomicInteger();
  private final KeyFactory factory;
  private final ParsedKeys keys;

  ParsedKeysTest() throws Exception {
    factory = KeyFactory.getInstance("EC");
    keys =
        new ParsedKeys(
            encoded -> {
              parsed.incrementAndGet();
              return factory.generatePublic(new X509EncodedKeySpec(encoded));
            });
  }

  private static List<byte[]> encodedKeys(int count) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    List<byte[]> encoded = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      encoded.add(generator.generateKeyPair().getPublic().getEncoded());
    }
    return encoded;
  }

  @Test
  void aKeyThatIsUsedAgainIsParsedOnce() throws Exception {
    byte[] encoded = encodedKeys(1).getFirst();
    PublicKey first = keys.get(encoded);
    assertThat(keys.get(encoded.clone())).isSameAs(first);
    assertThat(parsed).hasValue(1);
  }

  @Test
  void amongMoreKeysThanAreKeptEachIsStillItself() throws Exception {
    List<byte[]> many = encodedKeys(100);
    for (int round = 0; round < 2; round++) {
      for (byte[] encoded : many) {
        assertThat(keys.get(encoded).getEncoded()).isEqualTo(encoded);
      }
    }
    assertThat(parsed.get()).isBetween(101, 200);
  }

  @Test
  void anArrayThatIsChangedLaterIsAnotherKey() throws Exception {
    List<byte[]> two = encodedKeys(2);
    byte[] array = two.getFirst().clone();
    keys.get(array);
    System.arraycopy(two.getLast(), 0, array, 0, array.length);
    assertThat(keys.get(array).getEncoded()).isEqualTo(two.getLast());
    assertThat(keys.get(two.getFirst()).getEncoded()).isEqualTo(two.getFirst());
  }

  @Test
  void whatIsNoKeyIsRefusedEachTime() {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> keys.get(new byte[] {1, 2, 3}))
          .isInstanceOf(InvalidKeySpecException.class);
    }
    assertThat(parsed).hasValue(3);
  }
}
