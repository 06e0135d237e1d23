package io.ghostbridge.transport.http3.internal.qpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The examples of the specifications, and bytes that are no field section. */
class FieldSectionReaderTest {
  private final FieldSectionReader reader = new FieldSectionReader();

  private List<String> read(byte[] section) throws DecompressionException {
    List<String> fields = new ArrayList<>();
    ByteBuf buffer = Unpooled.wrappedBuffer(section);
    reader.read(buffer, (name, value) -> fields.add(name + "=" + value));
    assertThat(buffer.isReadable()).as("all was read").isFalse();
    return fields;
  }

  private List<String> read(String hex) throws DecompressionException {
    return read(HexFormat.of().parseHex(hex));
  }

  @Test
  void theExampleOfRfc9204IsRead() throws Exception {
    // Appendix B.1.
    assertThat(read("0000510b2f696e6465782e68746d6c")).containsExactly(":path=/index.html");
  }

  @Test
  void theStaticTableIsReadFromItsFirstToItsLastEntry() throws Exception {
    assertThat(read("0000" + "c0" + "d1" + "d4" + "ff00" + "ff23"))
        .containsExactly(
            ":authority=",
            ":method=GET",
            ":method=POST",
            ":status=100",
            "x-frame-options=sameorigin");
    assertThatThrownBy(() -> read("0000ff24")).hasMessageContaining("index 99");
  }

  @Test
  void theHuffmanStringsOfRfc7541AreRead() throws Exception {
    // Appendix C.4: a literal with a name of the static table, and one with a name of its own.
    assertThat(
            read(
                "0000"
                    + ("508c" + "f1e3c2e5f23a6ba0ab90f4ff")
                    + ("2f01" + "25a849e95ba97d7f" + "89" + "25a849e95bb8e8b4bf")))
        .containsExactly(":authority=www.example.com", "custom-key=custom-value");
  }

  @Test
  void theLongestCodesAreRead() throws Exception {
    // Codes of 28, 30 and 23 bits, and one of 5.
    assertThat(decode("fffffe2fffffff3fffec1f"))
        .as("byte 2, a line feed, byte 1, and a letter")
        .isEqualTo(new byte[] {2, '\n', 1, 'o'});
  }

  private static byte[] decode(String hex) throws DecompressionException {
    byte[] encoded = HexFormat.of().parseHex(hex);
    byte[] out = new byte[Huffman.mostDecoded(encoded.length)];
    return Arrays.copyOf(out, Huffman.decode(Unpooled.wrappedBuffer(encoded), encoded.length, out));
  }

  @Test
  void whatNeedsADynamicTableIsRefused() {
    for (String hex :
        new String[] {
          "0200", // an insert count
          "0080", // a negative base
          "000080", // an indexed field
          "000010", // the same after the base
          "00004000", // a name
          "00000000" // the same after the base
        }) {
      assertThatThrownBy(() -> read(hex)).as(hex).isInstanceOf(DecompressionException.class);
    }
  }

  @Test
  void brokenSectionsAreRefused() {
    for (String hex :
        new String[] {
          "", // no prefix
          "00", // half of one
          "0000ff", // half an index
          "000051ff", // half a length
          "00005105616263", // a string that ends too early
          "0000ffffffffffff7f", // an index past all bounds
          "00005082ffff", // nothing but padding, and too much of it
          "0000508100", // padding with zeros
          "00005084ffffffff" // the code of the end
        }) {
      assertThatThrownBy(() -> read(hex)).as(hex).isInstanceOf(DecompressionException.class);
    }
  }

  @FuzzTest
  void anyBytesAreReadOrRefused(byte[] bytes) {
    int[] length = new int[1];
    try {
      reader.read(
          Unpooled.wrappedBuffer(bytes),
          (name, value) -> length[0] += name.length() + value.length());
    } catch (DecompressionException e) {
      assertThat(e).hasMessageMatching(".+");
    }
    // No line of the static table makes a hundred bytes of one, and no code is below five bits.
    assertThat(length[0]).isLessThanOrEqualTo(100 * bytes.length);
  }

  @Test
  void arbitraryBytesAreReadOrRefused() {
    Random random = new Random(9204);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[2 + random.nextInt(60)];
      random.nextBytes(bytes);
      bytes[0] = 0;
      bytes[1] = 0;
      anyBytesAreReadOrRefused(bytes);
    }
  }
}
