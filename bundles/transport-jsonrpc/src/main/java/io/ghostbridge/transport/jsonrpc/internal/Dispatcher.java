package io.ghostbridge.transport.jsonrpc.internal;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.jsonrpc.JsonRpcClient;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the calls of a request, one after the other, and its answer. On virtual threads. */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  /** What the call that is being made wants to do when it is answered. */
  static final ScopedValue<List<Runnable>> AFTER_ANSWER = ScopedValue.newInstance();

  private final MethodTable methods;
  private final CallRateLimiter rate;
  private final int maximumBatch;
  private final int maximumResponseBytes;

  Dispatcher(
      MethodTable methods, CallRateLimiter rate, int maximumBatch, int maximumResponseBytes) {
    this.methods = methods;
    this.rate = rate;
    this.maximumBatch = maximumBatch;
    this.maximumResponseBytes = maximumResponseBytes;
  }

  /**
   * An answer.
   *
   * @param body empty if nothing is to be answered
   * @param after to run when it was sent
   */
  record Answer(Bytes body, List<Runnable> after) {}

  /** Answers what {@code client} sent. */
  Answer answer(ByteBuffer body, JsonRpcClient client) {
    Requests requests;
    try {
      requests = Requests.parse(body, maximumBatch);
    } catch (JsonRpcException e) {
      return new Answer(Bytes.wrap(AnswerWriter.error(null, e)), List.of());
    }
    List<Runnable> after = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int answers = 0;
    for (Requests.Request request : requests.items()) {
      byte[] answer = answer(request, client, maximumResponseBytes - out.size(), after);
      if (answer.length > 0) {
        if (requests.batch()) {
          out.write(answers == 0 ? '[' : ',');
        }
        out.writeBytes(answer);
        answers++;
      }
    }
    if (requests.batch() && answers > 0) {
      out.write(']');
    }
    return new Answer(Bytes.wrap(out.toByteArray()), after);
  }

  private byte[] answer(
      Requests.Request request, JsonRpcClient client, int room, List<Runnable> after) {
    return switch (request) {
      case Requests.Invalid invalid -> AnswerWriter.error(invalid.id(), invalid.error());
      case Requests.Call call -> {
        List<Runnable> own = new ArrayList<>();
        byte[] answer = ScopedValue.where(AFTER_ANSWER, own).call(() -> call(call, client, room));
        after.addAll(own);
        yield call.answered() ? answer : new byte[0];
      }
    };
  }

  private byte[] call(Requests.Call call, JsonRpcClient client, int room) {
    try {
      try {
        return AnswerWriter.result(call.id(), result(call, client), room);
      } catch (JsonRpcException e) {
        AFTER_ANSWER.get().clear();
        return AnswerWriter.error(call.id(), e, room);
      } catch (RuntimeException | Error e) {
        // An error too: of a bundle that does not fit the others, or of a stack that is too deep.
        LOG.error("event=jsonrpc_call_failed method={}", call.method(), e);
        AFTER_ANSWER.get().clear();
        return AnswerWriter.error(
            call.id(),
            new JsonRpcException(
                JsonRpcException.INTERNAL_ERROR, "internal error: see the node's log"));
      }
    } catch (AnswerWriter.TooLargeException e) {
      AFTER_ANSWER.get().clear();
      return AnswerWriter.error(
          call.id(),
          new JsonRpcException(
              AnswerWriter.RESPONSE_TOO_LARGE, AnswerWriter.tooLarge(maximumResponseBytes)));
    }
  }

  private @Nullable Object result(Requests.Call call, JsonRpcClient client)
      throws JsonRpcException {
    if (!rate.take(client.address(), System.nanoTime())) {
      throw new JsonRpcException(
          JsonRpcException.LIMIT_EXCEEDED,
          "more calls than this node takes of one client (callsPerSecond in"
              + " io.ghostbridge.transport.jsonrpc.cfg); try again later");
    }
    MethodProvider provider = methods.find(call.method());
    if (provider == null) {
      throw new JsonRpcException(
          JsonRpcException.METHOD_NOT_FOUND,
          "the method " + clip(call.method()) + " does not exist/is not available");
    }
    try {
      return provider.call(call.method(), call.params(), client);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JsonRpcException(JsonRpcException.SERVER_ERROR, "the node is stopping");
    }
  }

  private static String clip(String method) {
    return method.length() <= 64 ? method : method.substring(0, 64) + "…";
  }
}
