package io.ghostbridge.client.internal.http3;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.grpc.Codec;
import io.grpc.StatusRuntimeException;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http3.DefaultHttp3Headers;
import io.netty.handler.codec.http3.Http3Headers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Whatever a node answers is a message, a status, or refused. */
class AnswerFuzzTest {
  private static final int MOST_BYTES = 1000;

  /** The first byte says whether messages may be packed, and how many bytes come at a time. */
  @FuzzTest
  void bytesAreMessagesOrRefused(byte[] data) throws IOException {
    if (data.length == 0) {
      return;
    }
    MessageDeframer messages = new MessageDeframer(MOST_BYTES);
    if (data[0] < 0) {
      messages.decompressor(new Codec.Gzip());
    }
    int piece = 1 + (data[0] & 0x7f);
    try {
      for (int at = 1; at < data.length; at += piece) {
        messages.add(
            Unpooled.copiedBuffer(Arrays.copyOfRange(data, at, Math.min(data.length, at + piece))));
        InputStream message;
        while ((message = messages.next()) != null) {
          assertThat(message.readAllBytes().length).isLessThanOrEqualTo(MOST_BYTES);
        }
      }
    } catch (StatusRuntimeException | IOException e) {
      // Refused.
      return;
    } finally {
      messages.close();
    }
  }

  /** A name or the number of one, and a value, a line each. */
  @FuzzTest
  void fieldsAreAStatusOrRefused(byte[] data) {
    Http3Headers section = new DefaultHttp3Headers(false);
    String[] names = {":status", "grpc-status", "grpc-message", "grpc-encoding", "content-type"};
    String[] lines = new String(data, StandardCharsets.ISO_8859_1).split("\n", -1);
    for (int i = 0; i + 1 < lines.length; i += 2) {
      boolean numbered = lines[i].matches("[0-4]");
      section.add(numbered ? names[Integer.parseInt(lines[i])] : lines[i], lines[i + 1]);
    }
    assertThat(Answer.status(section)).isNotNull();
    var _ = Answer.metadata(section);
    try {
      assertThat(Answer.head(section)).isNotNull();
    } catch (StatusRuntimeException e) {
      // Refused.
      return;
    }
  }
}
