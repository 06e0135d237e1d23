package io.ghostbridge.transport.jsonrpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcClient;
import io.ghostbridge.api.jsonrpc.JsonRpcConnection;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket as methods see it. Any thread. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
final class WebSocketConnection implements JsonRpcConnection {
  private final Channel channel;
  private final Calls calls;
  private final ServerSettings settings;
  private final JsonRpcClient client;
  private final List<Runnable> closeActions = new ArrayList<>();
  private boolean closed;

  WebSocketConnection(Channel channel, Calls calls, ServerSettings settings) {
    this.channel = channel;
    this.calls = calls;
    this.settings = settings;
    this.client = new WebSocketClient(ConnectionAdmission.address(channel), this);
  }

  private record WebSocketClient(String address, JsonRpcConnection socket)
      implements JsonRpcClient {
    @Override
    public Optional<JsonRpcConnection> connection() {
      return Optional.of(socket);
    }
  }

  /** The client that is behind it. */
  JsonRpcClient client() {
    return client;
  }

  @Override
  public boolean notify(String method, @Nullable Object params) throws InterruptedException {
    byte[] message;
    try {
      message = AnswerWriter.notification(method, params, settings.maximumResponseBytes());
    } catch (AnswerWriter.TooLargeException e) {
      // What cannot be told must not be left out silently.
      channel.close();
      return false;
    }
    ChannelFuture written =
        channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(message)));
    if (!written.await(settings.stallTimeoutMillis(), TimeUnit.MILLISECONDS)) {
      channel.close();
      return false;
    }
    return written.isSuccess();
  }

  @Override
  public void afterAnswer(Runnable action) {
    Dispatcher.AFTER_ANSWER.get().add(action);
  }

  @Override
  public void onClose(Runnable action) {
    synchronized (this) {
      if (!closed) {
        closeActions.add(action);
        return;
      }
    }
    run(action);
  }

  /** Runs the actions of {@link #onClose}. */
  void closed() {
    List<Runnable> actions;
    synchronized (this) {
      closed = true;
      actions = List.copyOf(closeActions);
      closeActions.clear();
    }
    actions.forEach(this::run);
  }

  private void run(Runnable action) {
    if (!calls.execute(action)) {
      Thread.ofVirtual().name("jsonrpc-close").start(action);
    }
  }
}
