package io.ghostbridge.crypto.blake3.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.it.vectors.DigestContract;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Blake3Test {
  /** BLAKE3's test_vectors.json: length of an input 0, 1, ..., 250, 0, ...; the first 32 bytes. */
  private static final String[][] OFFICIAL = {
    {"0", "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"},
    {"1", "2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213"},
    {"1023", "10108970eeda3eb932baac1428c7a2163b0e924c9a9e25b35bba72b28f70bd11"},
    {"1024", "42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7"},
    {"1025", "d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444"},
    {"2048", "e776b6028c7cd22a4d0ba182a8bf62205d2ef576467e838ed6f2529b85fba24a"},
    {"8192", "aae792484c8efe4f19e2ca7d371d8c467ffb10748d8a5a1ae579948f718a2a63"},
    {"102400", "bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085"},
  };

  @Test
  void theOfficialVectorsAreReproduced() {
    Blake3 blake3 = new Blake3();
    for (String[] row : OFFICIAL) {
      byte[] input = new byte[Integer.parseInt(row[0])];
      for (int i = 0; i < input.length; i++) {
        input[i] = (byte) (i % 251);
      }
      assertThat(HexFormat.of().formatHex(blake3.digest(input))).as(row[0]).isEqualTo(row[1]);
      byte[] extended = blake3.digest(input, 131);
      assertThat(extended).startsWith(blake3.digest(input));
    }
    DigestContract.examples(
        blake3,
        new String[] {"", "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"});
  }

  @Test
  void theExtendedOutputOfTheEmptyInputIsTheOfficialOne() {
    assertThat(HexFormat.of().formatHex(new Blake3().digest(new byte[0], 131)))
        .isEqualTo(
            "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262e00f03e7b69af26b7faaf09f"
                + "cd333050338ddfe085b8cc869ca98b206c08243a26f5487789e8f660afe6c99ef9e0c52b92e7393024"
                + "a80459cf91f476f9ffdbda7001c22e159b402631f277ca96f2defdf1078282314e763699a31c536316"
                + "5421cce14d");
  }

  @Test
  void aLengthOutOfRangeIsRefused() {
    Blake3 blake3 = new Blake3();
    assertThatThrownBy(() -> blake3.digest(new byte[0], 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> blake3.digest(new byte[0], (1 << 20) + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Arrays.copyOf(blake3.digest(new byte[0], 1 << 20), 32))
        .isEqualTo(blake3.digest(new byte[0]));
  }
}
