package io.ghostbridge.crypto.libsecp256k1.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ghostbridge.crypto.PureSecp256k1;
import io.ghostbridge.crypto.Secp256k1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The library against Bouncy Castle, call by call, and its coming and going. */
class LibraryTest {
  @Test
  void everyFunctionIsThatOfBouncyCastle() {
    Library library = new Library();
    assumeTrue(library.isNative(), "skipped: libsecp256k1 is embedded for Linux with glibc only");
    Secp256k1 pure = new PureSecp256k1();
    Random random = new Random(17);
    for (int i = 0; i < 200; i++) {
      byte[] scalar = bytes(random, 32);
      byte[] digest = bytes(random, 32);
      byte[] message = bytes(random, random.nextInt(100));
      byte[] key = library.publicKey(scalar);
      assertThat(pure.publicKey(scalar)).isEqualTo(key);
      byte[] signature = library.sign(scalar, digest);
      assertThat(pure.sign(scalar, digest)).isEqualTo(signature);
      assertThat(pure.verify(key, digest, Arrays.copyOf(signature, 64))).isTrue();
      assertSame(library.recover(digest, signature), pure.recover(digest, signature));
      signature[64] ^= 1;
      assertSame(library.recover(digest, signature), pure.recover(digest, signature));
      signature[random.nextInt(64)] ^= 4;
      assertThat(library.verify(key, digest, Arrays.copyOf(signature, 64))).isFalse();
      assertSame(library.recover(digest, signature), pure.recover(digest, signature));
      byte[] schnorr = library.schnorrSign(scalar, message, digest);
      assertThat(pure.schnorrSign(scalar, message, digest)).isEqualTo(schnorr);
      byte[] xOnly = Arrays.copyOfRange(key, 1, 33);
      assertThat(pure.schnorrVerify(xOnly, message, schnorr)).isTrue();
      assertThat(library.schnorrVerify(xOnly, message, schnorr)).isTrue();
      assertSame(library.agree(digest, key), pure.agree(digest, key));
      assertSame(library.tweakPrivate(scalar, digest), pure.tweakPrivate(scalar, digest));
      assertSame(library.tweakPublic(key, digest), pure.tweakPublic(key, digest));
      byte[] noPoint = bytes(random, 33);
      noPoint[0] = 2;
      assertSame(library.compress(noPoint), pure.compress(noPoint));
    }
    library.close();
  }

  @Test
  void keysOutOfRangeAreNone() {
    Library library = new Library();
    byte[] high = new byte[32];
    Arrays.fill(high, (byte) 0xff);
    for (Secp256k1 curve : new Secp256k1[] {library, new PureSecp256k1()}) {
      assertThat(curve.isPrivateKey(new byte[32])).isFalse();
      assertThat(curve.isPrivateKey(high)).isFalse();
      assertThat(curve.isPrivateKey(new byte[31])).isFalse();
      assertThat(curve.compress(new byte[65])).isEmpty();
      assertThat(curve.compress(new byte[0])).isEmpty();
    }
    library.close();
  }

  @Test
  void afterCloseTheLibraryIsUnmappedAndRefusesCalls() throws IOException {
    Library library = new Library();
    assumeTrue(library.isNative(), "skipped: libsecp256k1 is embedded for Linux with glibc only");
    library.publicKey(filled());
    long mapped = mappings();
    assertThat(mapped).isPositive();
    library.close();
    library.close();
    assertThat(mappings()).isLessThan(mapped);
    assertThatThrownBy(() -> library.publicKey(filled())).isInstanceOf(IllegalStateException.class);
  }

  private static long mappings() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/maps")).stream()
        .filter(line -> line.contains("ghostbridge-"))
        .count();
  }

  private static void assertSame(Optional<byte[]> one, Optional<byte[]> other) {
    assertThat(one.map(java.util.HexFormat.of()::formatHex))
        .isEqualTo(other.map(java.util.HexFormat.of()::formatHex));
  }

  private static byte[] filled() {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) 1);
    return bytes;
  }

  private static byte[] bytes(Random random, int length) {
    byte[] value = new byte[length];
    random.nextBytes(value);
    if (length == 32) {
      value[0] &= 0x7f;
    }
    return value;
  }
}
