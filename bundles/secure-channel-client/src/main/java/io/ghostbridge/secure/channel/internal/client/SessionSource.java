package io.ghostbridge.secure.channel.internal.client;

import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.proto.common.v1.Empty;
import io.ghostbridge.proto.crypto.v1.OpenSessionResponse;
import io.ghostbridge.proto.crypto.v1.RotateKeysResponse;
import io.ghostbridge.proto.crypto.v1.SecureSessionServiceGrpc;
import io.ghostbridge.proto.crypto.v1.ServerKeys;
import io.ghostbridge.secure.channel.internal.protocol.AeadSuite;
import io.ghostbridge.secure.channel.internal.protocol.ClientHandshake;
import io.ghostbridge.secure.channel.internal.protocol.HandshakeException;
import io.ghostbridge.secure.channel.internal.protocol.KemSuite;
import io.ghostbridge.secure.channel.internal.protocol.Primitives;
import io.ghostbridge.secure.channel.internal.protocol.Refusal;
import io.ghostbridge.secure.channel.internal.protocol.Rotations;
import io.ghostbridge.secure.channel.internal.protocol.SecuredMethod;
import io.ghostbridge.secure.channel.internal.protocol.TrustedKeys;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The session that calls are made in: opened for the first call, opened anew when it is over, its
 * keys rotated in the background. Never blocks. Safe for use by any thread.
 */
public final class SessionSource implements CallSessions, AutoCloseable {
  private static final long LIMIT_SECONDS = 20;

  private final Primitives primitives;
  private final Bytes nodeKey;
  private final @Nullable SigningKey identity;
  private final List<KemSuite> kems;
  private final List<AeadSuite> aeads;
  private final SecuredMethod.Cache methods;
  private @Nullable CompletableFuture<ClientSession> current;
  private @Nullable Channel openedThrough;
  private boolean closed;

  /**
   * @param nodeKey the node's key, which the server's must be signed with
   * @param identity who the client is, or null
   * @param kems those it takes, the best first
   * @param aeads likewise
   */
  public SessionSource(
      Primitives primitives,
      Bytes nodeKey,
      @Nullable SigningKey identity,
      List<KemSuite> kems,
      List<AeadSuite> aeads,
      SecuredMethod.Cache methods) {
    this.primitives = primitives;
    this.nodeKey = nodeKey;
    this.identity = identity;
    this.kems = kems;
    this.aeads = aeads;
    this.methods = methods;
  }

  /** The session to make a call in, which may have to be opened first, through {@code channel}. */
  @Override
  public synchronized CompletionStage<ClientSession> session(Channel channel) {
    CompletableFuture<ClientSession> known = current;
    if (closed) {
      return CompletableFuture.failedFuture(
          Status.UNAVAILABLE.withDescription("the secure channel was closed").asException());
    }
    if (known != null) {
      if (!known.isDone()) {
        return known;
      }
      ClientSession session = known.isCompletedExceptionally() ? null : known.join();
      if (session != null && session.isUsable()) {
        return known;
      }
      if (session != null) {
        session.retire();
      }
    }
    openedThrough = channel;
    CompletableFuture<ClientSession> opening = open(channel);
    current = opening;
    return opening;
  }

  private CompletableFuture<ClientSession> open(Channel channel) {
    return call(
            channel.newCall(SecureSessionServiceGrpc.getGetServerKeysMethod(), options()),
            Empty.getDefaultInstance())
        .thenCompose(keys -> open(channel, keys));
  }

  private CompletableFuture<ClientSession> open(Channel channel, ServerKeys published) {
    ClientHandshake handshake;
    KemSuite kem;
    AeadSuite aead;
    try {
      long now = System.currentTimeMillis();
      TrustedKeys keys = TrustedKeys.check(primitives, published, nodeKey, now);
      kem = first(kems.stream().filter(keys::offers).findFirst().orElse(null));
      aead = first(aeads.stream().filter(keys.aeads()::contains).findFirst().orElse(null));
      handshake = new ClientHandshake(primitives, keys, kem, aead, identity, now);
    } catch (HandshakeException e) {
      return CompletableFuture.failedFuture(e);
    }
    return call(
            channel.newCall(SecureSessionServiceGrpc.getOpenSessionMethod(), options()),
            handshake.request())
        .thenApply(response -> finish(handshake, kem, aead, response))
        .whenComplete((session, failure) -> handshake.close());
  }

  private static <T> T first(@Nullable T choice) throws HandshakeException {
    if (choice == null) {
      throw new HandshakeException(
          Refusal.UNKNOWN_ALGORITHM, "the server offers no algorithm that this client takes");
    }
    return choice;
  }

  private ClientSession finish(
      ClientHandshake handshake, KemSuite kem, AeadSuite aead, OpenSessionResponse response) {
    try {
      ClientHandshake.Session opened = handshake.finish(response);
      return new ClientSession(primitives, kem, aead, opened.parameters(), opened.root());
    } catch (HandshakeException e) {
      throw new CompletionException(e);
    }
  }

  private static CallOptions options() {
    return CallOptions.DEFAULT.withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static <Q, A> CompletableFuture<A> call(ClientCall<Q, A> call, Q request) {
    CompletableFuture<A> answer = new CompletableFuture<>();
    ClientCalls.asyncUnaryCall(
        call,
        request,
        new StreamObserver<>() {
          @Override
          public void onNext(A message) {
            answer.complete(message);
          }

          @Override
          public void onError(Throwable failure) {
            answer.completeExceptionally(failure);
          }

          @Override
          public void onCompleted() {}
        });
    return answer;
  }

  /** How a call ends that got no session. */
  static Status status(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof HandshakeException refused
        ? refused.refusal().code().toStatus().withDescription(refused.getMessage())
        : Failures.believable(Status.fromThrowable(cause));
  }

  /** The node does not know {@code session} any more. */
  @Override
  public synchronized void forget(ClientSession session) {
    session.retire();
  }

  /** A message was sent or received: rotates keys if that is due. */
  @Override
  public void used(ClientSession session, Channel channel) {
    if (!session.beginRotation()) {
      return;
    }
    Rotations.Request rotation = session.rotation();
    var _ =
        call(
                within(session, channel, SecureSessionServiceGrpc.getRotateKeysMethod()),
                rotation.message())
            .whenComplete((response, failure) -> rotated(session, rotation, response));
  }

  private <Q, A> ClientCall<Q, A> within(
      ClientSession session, Channel channel, MethodDescriptor<Q, A> method) {
    return new SecureClientCall<>(
        CallSessions.only(session), channel, method, options(), methods.get(method), false);
  }

  private static void rotated(
      ClientSession session, Rotations.Request rotation, @Nullable RotateKeysResponse response) {
    boolean failed = response == null;
    try (rotation) {
      if (response != null) {
        session.rotate(rotation, response);
      }
    } catch (HandshakeException | IllegalStateException e) {
      failed = true;
    } finally {
      session.rotationEnded(failed);
    }
  }

  /**
   * Ends the session: no call begins in it any more, and its keys are wiped once the node knows.
   */
  @Override
  public void close() {
    CompletableFuture<ClientSession> known;
    Channel channel;
    synchronized (this) {
      closed = true;
      known = current;
      channel = openedThrough;
      current = null;
      openedThrough = null;
    }
    if (known != null && channel != null) {
      var _ = known.thenAccept(session -> end(session, channel));
    }
  }

  private void end(ClientSession session, Channel channel) {
    if (!session.isUsable()) {
      session.close();
      return;
    }
    var _ =
        call(
                within(session, channel, SecureSessionServiceGrpc.getCloseSessionMethod()),
                Empty.getDefaultInstance())
            .whenComplete((answer, failure) -> session.close());
  }
}
