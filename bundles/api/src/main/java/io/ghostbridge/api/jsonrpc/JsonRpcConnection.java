package io.ghostbridge.api.jsonrpc;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A connection that stays, such as a WebSocket. The same object in each of its calls. Safe for use
 * by any thread.
 */
@ProviderType
public interface JsonRpcConnection {
  /**
   * Sends a notification. Waits while the client reads more slowly than it is sent to; one that
   * takes nothing for long is disconnected. For virtual threads.
   *
   * @param params a JSON value
   * @return false if the connection is closed
   * @throws InterruptedException if the thread was interrupted
   */
  boolean notify(String method, @Nullable Object params) throws InterruptedException;

  /**
   * Runs {@code action} on a virtual thread when the answer to the call that is being made was
   * sent, so that what it sends comes behind. Only within {@link JsonRpcMethods#call}. It does not
   * run if the call fails.
   */
  void afterAnswer(Runnable action);

  /**
   * Runs {@code action} once, on a virtual thread, when the connection is closed, or is already.
   */
  void onClose(Runnable action);
}
