package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcConnection;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what a stream brings to a connection, one item at a time: a client that reads slowly holds
 * its own stream up, and nothing else.
 *
 * @param <T> what the stream brings
 */
final class Subscription<T> implements Flow.Subscriber<T>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

  private final String id;
  private final JsonRpcConnection connection;
  private final Function<T, @Nullable Object> json;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Flow.@Nullable Subscription upstream;

  Subscription(String id, JsonRpcConnection connection, Function<T, @Nullable Object> json) {
    this.id = id;
    this.connection = connection;
    this.json = json;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    upstream = given;
    if (closed.get()) {
      given.cancel();
    } else {
      given.request(1);
    }
  }

  @Override
  public void onNext(T item) {
    Flow.Subscription stream = upstream;
    if (closed.get() || stream == null) {
      return;
    }
    try {
      Object params = new Members().put("subscription", id).put("result", json.apply(item)).map();
      if (connection.notify("eth_subscription", params)) {
        stream.request(1);
      } else {
        close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
    }
  }

  @Override
  public void onError(Throwable failure) {
    LOG.warn("event=subscription_failed id={}", id, failure);
    close();
  }

  @Override
  public void onComplete() {
    close();
  }

  @Override
  public void close() {
    closed.set(true);
    Flow.Subscription stream = upstream;
    if (stream != null) {
      stream.cancel();
    }
  }
}
