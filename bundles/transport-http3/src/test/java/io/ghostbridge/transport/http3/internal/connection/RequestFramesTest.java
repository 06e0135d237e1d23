package io.ghostbridge.transport.http3.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Frames are the same however their bytes come. */
class RequestFramesTest {
  private static final int MOST_SECTION_BYTES = 64;

  /** Notes what it is told. */
  private static final class Told implements RequestFrames.Events {
    private final List<String> events = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private boolean last;

    @Override
    public void section(ByteBuf section, boolean trailers) {
      endBody();
      events.add((trailers ? "trailers " : "headers ") + ByteBufUtil.hexDump(section));
    }

    @Override
    public void data(ByteBuf data, boolean end) {
      body.append(ByteBufUtil.hexDump(data));
      last |= end;
    }

    @Override
    public void unknownFrame() {
      endBody();
      events.add("unknown");
    }

    @Override
    public boolean isOver() {
      return false;
    }

    private void endBody() {
      if (!body.isEmpty()) {
        events.add("data " + body);
        body.setLength(0);
      }
    }
  }

  /** What is told of a stream whose bytes come in pieces of so many. */
  private static List<String> events(byte[] stream, int piece) {
    Told told = new Told();
    RequestFrames frames = new RequestFrames(told, MOST_SECTION_BYTES);
    try {
      for (int at = 0; at == 0 || at < stream.length; at += piece) {
        int end = Math.min(at + piece, stream.length);
        frames.read(
            Unpooled.wrappedBuffer(Arrays.copyOfRange(stream, at, end)), end == stream.length);
      }
      told.endBody();
      if (told.last) {
        told.events.add("the last data was told");
      }
    } catch (ConnectionErrorException e) {
      told.endBody();
      told.events.add("error 0x" + Integer.toHexString(e.code()));
    } finally {
      frames.close();
    }
    return told.events;
  }

  private static List<String> events(String hex) {
    return events(HexFormat.of().parseHex(hex.replace(" ", "")), Integer.MAX_VALUE);
  }

  @Test
  void aCallIsCutIntoItsFrames() {
    assertThat(events("0102aabb 0003010203 0001 04"))
        .containsExactly("headers aabb", "data 01020304", "the last data was told");
    assertThat(events("0102aabb 000401020304 0101cc"))
        .containsExactly("headers aabb", "data 01020304", "trailers cc");
  }

  @Test
  void typesAndLengthsMayBeLongerThanNeedBe() {
    assertThat(events("4001 40 02aabb 8000000000 c000000000000001ff".replace(" 40 02", " 4002")))
        .containsExactly("headers aabb", "error 0x106");
    assertThat(events("c000000000000001 80000001aa 0000"))
        .containsExactly("headers aa", "the last data was told");
  }

  @Test
  void framesWithoutAMeaningAreToldAndLeftOut() {
    assertThat(events("2102ffff 0101aa 4040 00 0001bb"))
        .containsExactly("unknown", "headers aa", "unknown", "data bb", "the last data was told");
  }

  @Test
  void framesThatHaveNoPlaceHereAreErrors() {
    assertThat(events("000101")).as("data first").containsExactly("error 0x105");
    assertThat(events("0101aa 0101bb 000101"))
        .as("data after trailers")
        .containsExactly("headers aa", "trailers bb", "error 0x105");
    assertThat(events("0101aa 0101bb 0101cc")).endsWith("error 0x105");
    for (String type : new String[] {"02", "03", "04", "05", "06", "07", "08", "09", "0d"}) {
      assertThat(events(type + "00")).as(type).containsExactly("error 0x105");
    }
  }

  @Test
  void tooLongFramesAreErrorsBeforeTheyCome() {
    assertThat(events("014041")).containsExactly("error 0x107");
    assertThat(events("21c000000100000000")).containsExactly("error 0x107");
    assertThat(events("0101aa 00c000000100000000")).endsWith("error 0x107");
  }

  @Test
  void aStreamThatEndsInAFrameIsAnError() {
    for (String hex : new String[] {"01", "40", "0102aa", "0101aa 000201"}) {
      assertThat(events(hex)).as(hex).endsWith("error 0x106");
    }
  }

  @FuzzTest
  void piecesMakeNoDifference(byte[] stream) {
    List<String> whole = events(stream, Integer.MAX_VALUE);
    assertThat(events(stream, 1)).isEqualTo(whole);
    assertThat(events(stream, 3)).isEqualTo(whole);
  }

  @Test
  void piecesOfArbitraryStreamsMakeNoDifference() {
    Random random = new Random(9114);
    for (int i = 0; i < 20_000; i++) {
      byte[] stream = new byte[2 + random.nextInt(80)];
      random.nextBytes(stream);
      // Mostly frames with a meaning, of lengths that fit.
      for (int at = 0; at < stream.length; at += 1 + random.nextInt(12)) {
        stream[at] = (byte) random.nextInt(8);
      }
      stream[0] = 1;
      stream[1] = (byte) random.nextInt(16);
      piecesMakeNoDifference(stream);
    }
  }
}
