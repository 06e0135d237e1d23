package io.ghostbridge.secure.channel.internal.call;

import io.ghostbridge.api.crypto.AlgorithmNotAvailableException;
import io.ghostbridge.api.rpc.CallContext;
import io.ghostbridge.api.rpc.CallProtection;
import io.ghostbridge.api.rpc.CallerIdentity;
import io.ghostbridge.secure.channel.internal.protocol.Authenticator;
import io.ghostbridge.secure.channel.internal.protocol.BoundMetadata;
import io.ghostbridge.secure.channel.internal.protocol.Direction;
import io.ghostbridge.secure.channel.internal.protocol.EpochKeys;
import io.ghostbridge.secure.channel.internal.protocol.MessageBytes;
import io.ghostbridge.secure.channel.internal.protocol.Records;
import io.ghostbridge.secure.channel.internal.protocol.Refusal;
import io.ghostbridge.secure.channel.internal.protocol.RefusedException;
import io.ghostbridge.secure.channel.internal.protocol.SecuredMethod;
import io.ghostbridge.secure.channel.internal.session.Session;
import io.ghostbridge.secure.channel.internal.session.Sessions;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A secured call's requests, checked in section 7's order. The service's handler is started when
 * the first message has passed, and sees bodies only. Its callbacks come one at a time; {@link
 * #end} may come from any thread.
 */
final class SecureCall extends ServerCall.Listener<InputStream> implements Session.Stream {
  private final Sessions sessions;
  private final SecuredMethod method;
  private final ServerCall<InputStream, InputStream> call;
  private final Metadata headers;
  private final Starter starter;
  private final boolean unary;
  private @Nullable MessageBytes only;
  private @Nullable Session session;
  private @Nullable SecureAnswer answer;
  private ServerCall.@Nullable Listener<InputStream> inner;
  private CallerIdentity caller = CallerIdentity.ANONYMOUS;
  private CallProtection protection = CallProtection.NONE;
  private long counter;
  private int nextSequence;
  private boolean encrypted;
  private boolean lastSeen;
  private boolean refused;
  private volatile int epoch;

  /** Starts the handler of a call whose first message passed. */
  interface Starter {
    ServerCall.Listener<InputStream> start(
        ServerCall<InputStream, InputStream> call, Session session);
  }

  SecureCall(
      Sessions sessions,
      SecuredMethod method,
      ServerCall<InputStream, InputStream> call,
      Metadata headers,
      Starter starter) {
    this.sessions = sessions;
    this.method = method;
    this.call = call;
    this.headers = headers;
    this.starter = starter;
    unary = call.getMethodDescriptor().getType() == MethodDescriptor.MethodType.UNARY;
  }

  @Override
  public void onMessage(InputStream message) {
    if (refused) {
      return;
    }
    try {
      receive(MessageBytes.of(message));
    } catch (RefusedException e) {
      refuse(e.refusal());
    } catch (AlgorithmNotAvailableException e) {
      refuse(Refusal.ALGORITHM_NOT_AVAILABLE, String.valueOf(e.getMessage()));
    } catch (KeysClosedException e) {
      refuse(Refusal.SESSION_EXPIRED);
    }
  }

  /** The session's keys were wiped while a message was checked. */
  private static final class KeysClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeysClosedException(IllegalStateException cause) {
      super(cause);
    }
  }

  private void receive(byte[] bytes) throws RefusedException {
    Authenticator authenticator = Authenticator.ofMessage(bytes, bytes.length);
    if (authenticator == null) {
      throw new RefusedException(Refusal.MAC_MISMATCH);
    }
    long nowNanos = sessions.clock().nanos();
    Session found = session;
    if (found == null) {
      found = sessions.table().find(authenticator.stamp().session());
    }
    EpochKeys keys = found == null ? null : found.receivingKeys(authenticator.epoch(), nowNanos);
    if (found == null || keys == null) {
      throw new RefusedException(Refusal.SESSION_EXPIRED);
    }
    byte[] metadata = nextSequence == 0 ? BoundMetadata.encode(headers) : Records.noMetadata();
    byte[] body;
    int bodyLength;
    boolean first;
    try {
      if (!Records.isAuthentic(
          keys, Direction.REQUEST, method.binding(), metadata, bytes, bytes.length)) {
        throw new RefusedException(Refusal.MAC_MISMATCH);
      }
      first = session == null;
      accept(found, authenticator, nowNanos);
      found.received(keys, nowNanos);
      if (!unary) {
        epoch = keys.epoch();
      }
      Records.Opened opened =
          Records.open(
              keys,
              Direction.REQUEST,
              method.binding(),
              metadata,
              authenticator,
              bytes,
              bytes.length);
      body = opened.message();
      bodyLength = opened.bodyLength();
    } catch (AlgorithmNotAvailableException e) {
      throw e;
    } catch (IllegalStateException e) {
      if (found.isClosed() || found.receivingKeys(keys.epoch(), nowNanos) == null) {
        throw new KeysClosedException(e);
      }
      throw e;
    }
    MessageBytes message = new MessageBytes(body, bodyLength);
    if (first) {
      prepare(found);
      if (unary) {
        // Not before the request is whole: see onHalfClose.
        only = message;
        return;
      }
      within(this::start);
    }
    ServerCall.Listener<InputStream> listener = inner;
    if (listener != null && !authenticator.isEmpty()) {
      within(() -> listener.onMessage(message));
    } else if (!first) {
      // The handler asked for a message and got none. The first was asked for by the interceptor.
      call.request(1);
    }
  }

  /** Steps 4, 5 and the last sentence of 6, for a message whose MAC is right. */
  private void accept(Session found, Authenticator authenticator, long nowNanos)
      throws RefusedException {
    boolean first = session == null;
    long nowMillis = 0;
    if (first) {
      session = found;
      counter = authenticator.stamp().counter();
      encrypted = authenticator.isEncrypted();
      nowMillis = sessions.clock().millisAt(nowNanos);
      answer = new SecureAnswer(sessions, method, call, found, counter, encrypted, nowMillis);
    } else if (!authenticator.stamp().session().equals(found.id())) {
      throw new RefusedException(Refusal.REPLAYED);
    }
    if (authenticator.stamp().sequence() != nextSequence
        || lastSeen
        || authenticator.stamp().counter() != counter) {
      throw new RefusedException(Refusal.REPLAYED);
    }
    nextSequence++;
    lastSeen = authenticator.isLast();
    if (first) {
      if (sessions.isOutside(authenticator.stamp().timeMillis(), nowMillis)) {
        throw new RefusedException(Refusal.CLOCK_SKEW);
      }
      if (!found.take(counter)) {
        throw new RefusedException(Refusal.REPLAYED);
      }
      sessions.table().confirm(found);
    }
    if ((method.sensitive() && !encrypted) || encrypted != authenticator.isEncrypted()) {
      throw new RefusedException(Refusal.ENCRYPTION_REQUIRED);
    }
  }

  private void prepare(Session found) throws RefusedException {
    if (!unary && !found.add(this)) {
      throw new RefusedException(Refusal.SESSION_EXPIRED);
    }
    caller = CallContext.caller();
    CallerIdentity identity = found.client().identity();
    if (identity != null && caller.equals(CallerIdentity.ANONYMOUS)) {
      caller = identity;
    }
    protection = encrypted ? CallProtection.ENCRYPTED : CallProtection.AUTHENTICATED;
  }

  private void start() {
    SecureAnswer outgoing = answer;
    Session joined = session;
    if (outgoing != null && joined != null) {
      inner = starter.start(outgoing, joined);
    }
  }

  /** A unary call's handler has all at once, in one go. */
  private void runUnary(MessageBytes request) {
    start();
    ServerCall.Listener<InputStream> listener = inner;
    if (listener != null) {
      listener.onMessage(request);
      listener.onHalfClose();
    }
  }

  private void within(Runnable body) {
    CallContext.run(caller, protection, body);
  }

  private void refuse(Refusal refusal) {
    refuse(refusal, refusal.message());
  }

  private void refuse(Refusal refusal, String message) {
    refused = true;
    SecureAnswer outgoing = answer;
    if (outgoing == null) {
      call.close(Failures.status(refusal, message), Failures.trailers(refusal, message));
    } else {
      outgoing.refuse(refusal, message);
    }
  }

  @Override
  public void onHalfClose() {
    if (refused) {
      return;
    }
    ServerCall.Listener<InputStream> listener = inner;
    MessageBytes request = only;
    only = null;
    if (!lastSeen) {
      refuse(Refusal.TRUNCATED);
    } else if (request != null) {
      within(() -> runUnary(request));
    } else if (listener != null) {
      within(listener::onHalfClose);
    }
  }

  @Override
  public void onCancel() {
    over();
    ServerCall.Listener<InputStream> listener = inner;
    if (listener != null) {
      within(listener::onCancel);
    }
  }

  @Override
  public void onComplete() {
    over();
    ServerCall.Listener<InputStream> listener = inner;
    if (listener != null) {
      SecureAnswer outgoing = answer;
      // Where the channel ended the call the handler did not, and has to hear that it is over.
      within(
          outgoing != null && outgoing.wasEndedByChannel()
              ? listener::onCancel
              : listener::onComplete);
    }
  }

  private void over() {
    Session joined = session;
    // A unary call joined nothing.
    if (joined != null && !unary) {
      joined.remove(this);
    }
  }

  @Override
  public void onReady() {
    ServerCall.Listener<InputStream> listener = inner;
    if (listener != null && !refused) {
      within(listener::onReady);
    }
  }

  @Override
  public int epoch() {
    return epoch;
  }

  @Override
  public void end() {
    SecureAnswer outgoing = answer;
    if (outgoing != null) {
      outgoing.abandon();
    }
  }
}
