package io.ghostbridge.transport.jsonrpc.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Whatever arrives is requests or an error, and an id is written as it was read. */
class RequestsFuzzTest {
  @FuzzTest
  void anyBytesAreRequestsOrAnError(byte[] bytes) throws IOException {
    Requests requests;
    try {
      requests = Requests.parse(ByteBuffer.wrap(bytes), 100);
    } catch (JsonRpcException e) {
      if (e.code() != JsonRpcException.PARSE_ERROR
          && e.code() != JsonRpcException.INVALID_REQUEST) {
        throw new AssertionError("another error", e);
      }
      return;
    }
    for (Requests.Request request : requests.items()) {
      if (request instanceof Requests.Call call) {
        byte[] answer = AnswerWriter.result(call.id(), call.params(), 1 << 24);
        Json.parse(new String(answer, java.nio.charset.StandardCharsets.UTF_8));
      }
    }
  }
}
