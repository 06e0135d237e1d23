package io.ghostbridge.transport.dns.internal.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.Arrays;
import org.xbill.DNS.Message;

/** Whatever arrives, the decoder returns, and what it makes of it gets a well-formed response. */
final class QueryDecoderFuzzTest {
  private static final ResponseEncoder ENCODER = new ResponseEncoder(1232, false);

  @FuzzTest
  void anyBytesAreDecodedAndAnsweredWellFormed(byte[] bytes) throws IOException {
    byte[] message = Arrays.copyOf(bytes, Math.min(bytes.length, DnsCodes.MAXIMUM_MESSAGE));
    byte[] original = message.clone();
    Query query = new QueryDecoder().decode(message, message.length);
    if (!Arrays.equals(message, original)) {
      throw new AssertionError("the decoder changed the message");
    }
    if (query == null) {
      return;
    }
    boolean cookieOnly = query.name() == null && query.options() != null;
    if ((query.question() != null || cookieOnly) != (query.responseCode() == DnsCodes.NOERROR)) {
      throw new AssertionError("a question is there exactly when it is to be answered: " + query);
    }
    ByteBuf out = Unpooled.buffer();
    ENCODER.encode(query, OwnAnswers.TOO_BUSY, OptionBlock.NONE, ENCODER.udpLimit(query), out);
    byte[] response = new byte[out.readableBytes()];
    out.readBytes(response);
    Message decoded = new Message(response);
    if (decoded.getHeader().getID() != query.id()) {
      throw new AssertionError("the response has another id");
    }
  }
}
