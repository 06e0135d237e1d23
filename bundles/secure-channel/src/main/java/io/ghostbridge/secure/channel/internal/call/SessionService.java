package io.ghostbridge.secure.channel.internal.call;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.crypto.AlgorithmNotAvailableException;
import io.ghostbridge.api.rpc.CallContext;
import io.ghostbridge.proto.common.v1.Empty;
import io.ghostbridge.proto.crypto.v1.ListSessionsRequest;
import io.ghostbridge.proto.crypto.v1.ListSessionsResponse;
import io.ghostbridge.proto.crypto.v1.OpenSessionRequest;
import io.ghostbridge.proto.crypto.v1.OpenSessionResponse;
import io.ghostbridge.proto.crypto.v1.RevokeSessionsRequest;
import io.ghostbridge.proto.crypto.v1.RevokeSessionsResponse;
import io.ghostbridge.proto.crypto.v1.RotateKeysRequest;
import io.ghostbridge.proto.crypto.v1.RotateKeysResponse;
import io.ghostbridge.proto.crypto.v1.SecureSessionServiceGrpc.SecureSessionServiceImplBase;
import io.ghostbridge.proto.crypto.v1.ServerKeys;
import io.ghostbridge.proto.crypto.v1.SessionInfo;
import io.ghostbridge.secure.channel.internal.protocol.HandshakeException;
import io.ghostbridge.secure.channel.internal.protocol.Refusal;
import io.ghostbridge.secure.channel.internal.protocol.RefusedException;
import io.ghostbridge.secure.channel.internal.protocol.SessionId;
import io.ghostbridge.secure.channel.internal.session.Session;
import io.ghostbridge.secure.channel.internal.session.Sessions;
import io.grpc.stub.StreamObserver;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code ghost.crypto.v1.SecureSessionService}. */
public final class SessionService extends SecureSessionServiceImplBase {
  private static final Logger LOG = LoggerFactory.getLogger(SessionService.class);
  private static final int DEFAULT_LIMIT = 1000;
  private static final int MAX_LIMIT = 10_000;

  private final Sessions sessions;

  public SessionService(Sessions sessions) {
    this.sessions = sessions;
  }

  private interface Work<T> {
    T run() throws HandshakeException, RefusedException;
  }

  private static <T> void answer(StreamObserver<T> observer, Work<T> work) {
    T result;
    try {
      result = work.run();
    } catch (HandshakeException e) {
      observer.onError(Failures.exception(e.refusal(), String.valueOf(e.getMessage())));
      return;
    } catch (RefusedException e) {
      observer.onError(Failures.exception(e.refusal()));
      return;
    } catch (AlgorithmNotAvailableException e) {
      observer.onError(
          Failures.exception(Refusal.ALGORITHM_NOT_AVAILABLE, String.valueOf(e.getMessage())));
      return;
    }
    observer.onNext(result);
    observer.onCompleted();
  }

  @Override
  public void getServerKeys(Empty request, StreamObserver<ServerKeys> observer) {
    answer(observer, sessions::serverKeys);
  }

  @Override
  public void openSession(
      OpenSessionRequest request, StreamObserver<OpenSessionResponse> observer) {
    answer(observer, () -> sessions.open(request, CallFacts.KEY.get().address()));
  }

  @Override
  public void rotateKeys(RotateKeysRequest request, StreamObserver<RotateKeysResponse> observer) {
    answer(observer, () -> sessions.rotate(ownSession(), request));
  }

  @Override
  public void closeSession(Empty request, StreamObserver<Empty> observer) {
    Session own;
    try {
      own = ownSession();
    } catch (RefusedException e) {
      observer.onError(Failures.exception(e.refusal()));
      return;
    }
    observer.onNext(Empty.getDefaultInstance());
    observer.onCompleted();
    // Not before: the answer needs its keys.
    sessions.table().end(own, "closed");
  }

  private static Session ownSession() throws RefusedException {
    CallFacts facts = CallFacts.KEY.get();
    Session session = facts == null ? null : facts.session();
    if (session == null) {
      throw new RefusedException(Refusal.NOT_IN_SESSION);
    }
    return session;
  }

  @Override
  public void listSessions(
      ListSessionsRequest request, StreamObserver<ListSessionsResponse> observer) {
    answer(
        observer,
        () -> {
          requireOperator();
          int limit = request.getLimit() == 0 ? DEFAULT_LIMIT : request.getLimit();
          Collection<Session> all = sessions.table().all();
          ListSessionsResponse.Builder response =
              ListSessionsResponse.newBuilder().setTotal(all.size());
          all.stream()
              .filter(
                  session ->
                      request.getClient().isEmpty()
                          || session.client().name().equals(request.getClient()))
              .limit(Math.min(Integer.toUnsignedLong(limit), MAX_LIMIT))
              .forEach(session -> response.addSessions(info(session)));
          return response.build();
        });
  }

  private static SessionInfo info(Session session) {
    return SessionInfo.newBuilder()
        .setSessionId(ByteString.copyFrom(session.id().toBytes()))
        .setClient(session.client().name())
        .setKem(session.kem().wireName())
        .setAead(session.aead().wireName())
        .setEpoch(session.sendingKeys().epoch())
        .setOpenedAtMillis(session.openedMillis())
        .setLastUsedAtMillis(session.usedMillis())
        .setMessages(session.sendingKeys().messages())
        .setBytes(session.sendingKeys().bytes())
        .setStreams(session.streams())
        .setConfirmed(session.isConfirmed())
        .build();
  }

  @Override
  public void revokeSessions(
      RevokeSessionsRequest request, StreamObserver<RevokeSessionsResponse> observer) {
    answer(
        observer,
        () -> {
          requireOperator();
          List<Session> chosen = sessions.table().all().stream().filter(chosen(request)).toList();
          chosen.forEach(session -> sessions.table().end(session, "revoked"));
          LOG.info(
              "event=sessions_revoked which={} count={}", request.getWhichCase(), chosen.size());
          return RevokeSessionsResponse.newBuilder().setRevoked(chosen.size()).build();
        });
  }

  private static Predicate<Session> chosen(RevokeSessionsRequest request)
      throws HandshakeException, RefusedException {
    return switch (request.getWhichCase()) {
      case SESSION_ID -> {
        if (request.getSessionId().size() != SessionId.BYTES) {
          throw new RefusedException(Refusal.MALFORMED_HANDSHAKE);
        }
        SessionId id = SessionId.of(request.getSessionId().toByteArray());
        yield session -> session.id().equals(id);
      }
      case CLIENT -> session -> session.client().name().equals(request.getClient());
      case ALL -> session -> request.getAll();
      case WHICH_NOT_SET -> throw new RefusedException(Refusal.MALFORMED_HANDSHAKE);
    };
  }

  private static void requireOperator() throws RefusedException {
    if (!CallContext.caller().operator()) {
      throw new RefusedException(Refusal.OPERATOR_ONLY);
    }
  }
}
