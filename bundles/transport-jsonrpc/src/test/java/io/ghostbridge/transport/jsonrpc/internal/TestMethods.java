package io.ghostbridge.transport.jsonrpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcClient;
import io.ghostbridge.api.jsonrpc.JsonRpcConnection;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.jsonrpc.JsonRpcMethods;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Methods that answer, fail, wait and tell. */
final class TestMethods implements JsonRpcMethods {
  final CountDownLatch waiting = new CountDownLatch(1);
  final CountDownLatch goOn = new CountDownLatch(1);
  final CountDownLatch closed = new CountDownLatch(1);

  @Override
  public Set<String> names() {
    return Set.of("echo", "fail", "break", "wait", "tell", "large", "unwritable");
  }

  @Override
  public @Nullable Object call(
      String method, List<? extends @Nullable Object> params, JsonRpcClient client)
      throws JsonRpcException, InterruptedException {
    return switch (method) {
      case "echo" -> params;
      case "fail" -> throw new JsonRpcException(3, "execution reverted", "0x01");
      case "break" -> throw new IllegalStateException("broken on purpose");
      case "wait" -> {
        waiting.countDown();
        goOn.await();
        yield "done";
      }
      case "large" -> "x".repeat(10_000);
      case "unwritable" -> Optional.empty();
      default -> tell(client);
    };
  }

  private Object tell(JsonRpcClient client) throws JsonRpcException {
    JsonRpcConnection connection =
        client
            .connection()
            .orElseThrow(() -> new JsonRpcException(JsonRpcException.METHOD_NOT_FOUND, "no"));
    connection.onClose(closed::countDown);
    connection.afterAnswer(
        () -> {
          try {
            connection.notify("told", Map.of("n", 1L));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return "soon";
  }
}
