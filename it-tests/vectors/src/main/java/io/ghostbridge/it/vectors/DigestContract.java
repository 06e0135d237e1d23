package io.ghostbridge.it.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.crypto.HashStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** What every digest owes. */
public final class DigestContract {
  private static final HexFormat HEX = HexFormat.of();

  private DigestContract() {}

  /** Rows of a message (text, or {@code n*x} for n times the character x) and its digest. */
  public static void examples(Digest digest, String[]... rows) {
    for (String[] row : rows) {
      byte[] message = message(row[0]);
      assertThat(HEX.formatHex(digest.digest(message))).as(row[0]).isEqualTo(row[1]);
      assertThat(digest.digestLength()).isEqualTo(row[1].length() / 2);
    }
    piecesGiveTheSame(digest);
  }

  private static byte[] message(String text) {
    int star = text.indexOf('*');
    return star < 1
        ? text.getBytes(UTF_8)
        : text.substring(star + 1)
            .repeat(Integer.parseInt(text.substring(0, star)))
            .getBytes(UTF_8);
  }

  private static void piecesGiveTheSame(Digest digest) {
    Random random = new Random(5);
    for (int length = 0; length < 600; length += 1 + random.nextInt(7)) {
      byte[] message = new byte[length];
      random.nextBytes(message);
      byte[] whole = digest.digest(message);
      HashStream stream = digest.start();
      for (int at = 0; at < length; ) {
        int piece = Math.min(length - at, 1 + random.nextInt(200));
        stream.update(message, at, piece);
        at += piece;
      }
      assertThat(stream.finish()).isEqualTo(whole);
      assertThatThrownBy(stream::finish).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> stream.update(message)).isInstanceOf(IllegalStateException.class);
    }
    assertThatThrownBy(() -> digest.start().update(new byte[3], 2, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(Arrays.equals(digest.digest(new byte[1]), digest.digest(new byte[2]))).isFalse();
  }
}
