package io.ghostbridge.crypto.bip32.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.api.crypto.DerivedKey;
import io.ghostbridge.api.crypto.KeyPath;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.crypto.libsecp256k1.internal.Library;
import io.ghostbridge.it.vectors.Mutations;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Extended keys and paths from outside. */
class Bip32FuzzTest {
  private static final List<Bip32> ALIKE = List.of(new Bip32(null), new Bip32(new Library()));

  /** What is right but for its content: the checksum is made anew. */
  private static Stream<byte[]> column(int column) {
    byte[][] texts =
        Arrays.stream(Bip32Test.OFFICIAL)
            .map(row -> row[column].getBytes(US_ASCII))
            .toArray(byte[][]::new);
    byte[][] payloads = Arrays.stream(texts).map(Base58Check::decode).toArray(byte[][]::new);
    return Stream.concat(
        Mutations.of(30, texts), Mutations.of(60, payloads).map(Base58Check::encode));
  }

  static Stream<byte[]> privateKeys() {
    return column(3);
  }

  static Stream<byte[]> publicKeys() {
    return column(2);
  }

  static Stream<byte[]> paths() {
    return Mutations.of(
        200, "m/44'/60'/0'/0/2147483647".getBytes(US_ASCII), "m".getBytes(US_ASCII));
  }

  @FuzzTest
  @MethodSource("privateKeys")
  void anyBytesAreAnExtendedKeyThatSurvivesARoundTripOrRefusedByAllAlike(byte[] text) {
    assertThat(ALIKE.stream().map(bip32 -> told(bip32, text)).distinct()).hasSize(1);
  }

  private static String told(Bip32 bip32, byte[] text) {
    try (SecretBytes secret = SecretBytes.copyOf(text);
        DerivedKey key = bip32.parse(secret);
        SecretBytes again = key.serialise()) {
      assertThat(again.equals(secret)).isTrue();
      return key.neutered().serialise();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("extended key");
      return "refused";
    }
  }

  @FuzzTest
  @MethodSource("publicKeys")
  void anyTextIsAnExtendedPublicKeyThatSurvivesARoundTripOrRefusedByAllAlike(byte[] text) {
    assertThat(ALIKE.stream().map(bip32 -> toldPublic(bip32, text)).distinct()).hasSize(1);
  }

  private static String toldPublic(Bip32 bip32, byte[] text) {
    String given = new String(text, ISO_8859_1);
    try {
      assertThat(bip32.parsePublic(given).serialise()).isEqualTo(given);
      return "told";
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("extended key");
      return "refused";
    }
  }

  @FuzzTest
  @MethodSource("paths")
  void anyTextIsAPathThatSurvivesARoundTripOrRefused(byte[] text) {
    try {
      KeyPath path = KeyPath.parse(new String(text, ISO_8859_1));
      assertThat(KeyPath.parse(path.toString())).isEqualTo(path);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("path");
    }
  }
}
