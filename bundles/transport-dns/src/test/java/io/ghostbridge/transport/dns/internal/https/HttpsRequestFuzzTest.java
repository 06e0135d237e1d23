package io.ghostbridge.transport.dns.internal.https;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.transport.dns.internal.connection.ConnectionQueries;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import java.nio.charset.StandardCharsets;

/**
 * Whatever fields and body a request has, it is an error or a query of no more than the greatest
 * length. The bytes are fields of a name and a value each, a line each, and after an empty line the
 * body.
 */
final class HttpsRequestFuzzTest {
  @FuzzTest
  void anyRequestIsAnErrorOrABoundedMessage(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\n\n");
    var fields = new DefaultHttp2Headers(false);
    for (String line : (end < 0 ? text : text.substring(0, end)).split("\n", -1)) {
      int space = line.indexOf(' ');
      if (space > 0) {
        fields.add(line.substring(0, space), line.substring(space + 1));
      }
    }
    HttpsRequest request = HttpsRequest.of(fields, "/dns-query");
    if (end >= 0) {
      byte[] body = text.substring(end + 2).getBytes(StandardCharsets.ISO_8859_1);
      request.append(Unpooled.wrappedBuffer(body, 0, body.length / 2));
      request.append(Unpooled.wrappedBuffer(body, body.length / 2, body.length - body.length / 2));
    }
    HttpsError error = request.error();
    if (error != null) {
      if (error.status() < 400 || error.status() > 431 || error.reason().isEmpty()) {
        throw new AssertionError("no status of a client's error: " + error);
      }
    } else if (request.message().length > ConnectionQueries.MAXIMUM_QUERY) {
      throw new AssertionError("a longer query than any: " + request.message().length);
    }
  }
}
