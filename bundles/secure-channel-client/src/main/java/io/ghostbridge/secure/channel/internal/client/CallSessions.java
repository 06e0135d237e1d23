package io.ghostbridge.secure.channel.internal.client;

import io.grpc.Channel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where calls get their session from. */
public interface CallSessions {
  /** The session to make a call in, which may have to be opened first, through {@code channel}. */
  CompletionStage<ClientSession> session(Channel channel);

  /** The node does not know {@code session} any more. */
  void forget(ClientSession session);

  /** A message was sent or received in {@code session}. */
  void used(ClientSession session, Channel channel);

  /** Always {@code session}, whatever becomes of it. */
  static CallSessions only(ClientSession session) {
    return new CallSessions() {
      @Override
      public CompletionStage<ClientSession> session(Channel channel) {
        return CompletableFuture.completedFuture(session);
      }

      @Override
      public void forget(ClientSession forgotten) {
        forgotten.retire();
      }

      @Override
      public void used(ClientSession used, Channel channel) {}
    };
  }
}
