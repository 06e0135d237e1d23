package io.ghostbridge.ethereum.rlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RlpReaderTest {
  @Test
  void whatIsWrittenIsReadBack() throws RlpException {
    byte[] large = new byte[70_000];
    Arrays.fill(large, (byte) 7);
    byte[] encoded =
        new RlpWriter()
            .list(
                l ->
                    l.number(0)
                        .number(127)
                        .number(128)
                        .number(-1L)
                        .number(BigInteger.TWO.pow(255))
                        .bytes(large)
                        .list(inner -> inner.bytes(new byte[] {(byte) 0x80})))
            .toByteArray();
    RlpReader outer = new RlpReader(encoded);
    RlpReader reader = outer.list();
    outer.requireEnd();
    assertThat(reader.number63()).isZero();
    assertThat(reader.number64()).isEqualTo(127);
    assertThat(reader.number63()).isEqualTo(128);
    assertThat(reader.number64()).isEqualTo(-1L);
    assertThat(reader.number()).isEqualTo(BigInteger.TWO.pow(255));
    assertThat(reader.bytes(70_000)).isEqualTo(large);
    assertThat(reader.nextIsList()).isTrue();
    assertThat(reader.list().bytes(1)).containsExactly(0x80);
    assertThat(reader.atEnd()).isTrue();
  }

  @Test
  void integersOutOfRangeOrWithLeadingZeroesAreRefused() {
    assertThatThrownBy(() -> reader("00").number63()).hasMessageContaining("leading zero");
    assertThatThrownBy(() -> reader("820001").number()).hasMessageContaining("leading zero");
    assertThatThrownBy(() -> reader("888000000000000000").number63()).hasMessageContaining("2^63");
    assertThatThrownBy(() -> reader("89010000000000000000").number64())
        .hasMessageContaining("at most 8 bytes");
    assertThatThrownBy(() -> reader("c0").number63()).hasMessageContaining("string was expected");
  }

  @Test
  void aListsItemsEndWithTheList() {
    assertThatThrownBy(() -> reader("c18301020304").list().bytes())
        .hasMessage("offset 1: an item has 3 bytes, and the input only 0 more");
  }

  @Test
  void nestingIsBounded() {
    byte[] nested = new byte[0];
    for (int i = 0; i <= RlpItem.MAXIMUM_DEPTH; i++) {
      byte[] inner = nested;
      nested = new RlpWriter().list(l -> l.raw(inner)).toByteArray();
    }
    byte[] tooDeep = nested;
    assertThatThrownBy(() -> RlpItem.decode(tooDeep)).hasMessageContaining("nested more than 256");
  }

  private static RlpReader reader(String hex) {
    return new RlpReader(HexFormat.of().parseHex(hex));
  }
}
