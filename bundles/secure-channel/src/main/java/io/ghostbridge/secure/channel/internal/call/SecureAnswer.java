package io.ghostbridge.secure.channel.internal.call;

import io.ghostbridge.api.crypto.AlgorithmNotAvailableException;
import io.ghostbridge.secure.channel.internal.protocol.Authenticator;
import io.ghostbridge.secure.channel.internal.protocol.BoundMetadata;
import io.ghostbridge.secure.channel.internal.protocol.Direction;
import io.ghostbridge.secure.channel.internal.protocol.MessageBytes;
import io.ghostbridge.secure.channel.internal.protocol.Records;
import io.ghostbridge.secure.channel.internal.protocol.Refusal;
import io.ghostbridge.secure.channel.internal.protocol.SecuredMethod;
import io.ghostbridge.secure.channel.internal.protocol.Stamp;
import io.ghostbridge.secure.channel.internal.session.Session;
import io.ghostbridge.secure.channel.internal.session.Sessions;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A secured call's answer. An answer of one message is held back until its status is known, which
 * it then authenticates too. For the handler's thread; {@link #abandon} may come from any.
 */
final class SecureAnswer extends SimpleForwardingServerCall<InputStream, InputStream> {
  /** So that the dispatcher does not cut it, which would make the status unauthentic. */
  private static final int MAX_DESCRIPTION_BYTES = 1024;

  private final Sessions sessions;
  private final SecuredMethod method;
  private final ServerCall<InputStream, InputStream> call;
  private final Session session;
  private final long counter;
  private final boolean encrypted;
  private final long beganMillis;
  private final boolean single;
  private final AtomicBoolean ended = new AtomicBoolean();
  private byte[] metadata = Records.noMetadata();
  private byte @Nullable [] held;
  private int nextSequence;
  private volatile boolean endedByChannel;

  SecureAnswer(
      Sessions sessions,
      SecuredMethod method,
      ServerCall<InputStream, InputStream> call,
      Session session,
      long counter,
      boolean encrypted,
      long beganMillis) {
    super(call);
    this.sessions = sessions;
    this.method = method;
    this.call = call;
    this.session = session;
    this.counter = counter;
    this.encrypted = encrypted;
    this.beganMillis = beganMillis;
    single = call.getMethodDescriptor().getType().serverSendsOneMessage();
  }

  @Override
  public void sendHeaders(Metadata headers) {
    if (!ended.get()) {
      metadata = BoundMetadata.encode(headers);
      unlessEnded(() -> super.sendHeaders(headers));
    }
  }

  @Override
  public void sendMessage(InputStream message) {
    if (ended.get()) {
      return;
    }
    // An encrypted body becomes another array anyway; a plain one is completed in place.
    byte[] body = MessageBytes.withSpare(message, encrypted ? 0 : Authenticator.SUFFIX_BYTES);
    if (single && held == null) {
      held = body;
    } else {
      protect(body, 0);
    }
  }

  private void protect(byte[] body, int flags) {
    try {
      byte[] initial = nextSequence == 0 ? metadata : Records.noMetadata();
      byte[] message =
          encrypted
              ? Records.protect(
                  session.sendingKeys(),
                  Direction.ANSWER,
                  method.binding(),
                  initial,
                  flags | Authenticator.ENCRYPTED,
                  stamp(),
                  body)
              : Records.authenticate(
                  session.sendingKeys(),
                  Direction.ANSWER,
                  method.binding(),
                  initial,
                  flags,
                  stamp(),
                  body);
      nextSequence++;
      unlessEnded(() -> super.sendMessage(new MessageBytes(message)));
    } catch (AlgorithmNotAvailableException e) {
      fail(Refusal.ALGORITHM_NOT_AVAILABLE, String.valueOf(e.getMessage()));
    } catch (IllegalStateException e) {
      abandonIfOver(e);
    }
  }

  private Stamp stamp() {
    // A call with one answer is soon over, and the time when it began serves as well.
    long millis = single ? beganMillis : sessions.clock().millis();
    return new Stamp(session.id(), counter, nextSequence, millis);
  }

  @Override
  public void close(Status status, Metadata trailers) {
    if (ended.get()) {
      return;
    }
    byte[] answer = held;
    held = null;
    boolean complete =
        status.isOk() && answer != null && BoundMetadata.encode(trailers).length == 0;
    if (answer != null && status.isOk()) {
      protect(answer, complete ? Authenticator.LAST : 0);
    }
    if (complete) {
      if (ended.compareAndSet(false, true)) {
        super.close(status, trailers);
      }
    } else {
      closeWithAuthenticator(status, trailers);
    }
  }

  private void closeWithAuthenticator(Status status, Metadata trailers) {
    String description = status.getDescription();
    String text = description == null ? "" : bounded(description);
    byte[] value;
    try {
      value =
          Records.protectStatus(
              session.sendingKeys(),
              method.binding(),
              BoundMetadata.encode(trailers),
              stamp(),
              status.getCode().value(),
              text);
    } catch (AlgorithmNotAvailableException e) {
      fail(Refusal.ALGORITHM_NOT_AVAILABLE, String.valueOf(e.getMessage()));
      return;
    } catch (IllegalStateException e) {
      abandonIfOver(e);
      return;
    }
    if (ended.compareAndSet(false, true)) {
      trailers.discardAll(BoundMetadata.STATUS);
      trailers.put(BoundMetadata.STATUS, value);
      super.close(text.equals(description) ? status : status.withDescription(text), trailers);
    }
  }

  private static String bounded(String description) {
    byte[] utf8 = description.getBytes(StandardCharsets.UTF_8);
    int end = Math.min(utf8.length, MAX_DESCRIPTION_BYTES);
    while (end < utf8.length && end > 0 && (utf8[end] & 0xc0) == 0x80) {
      end--;
    }
    return new String(utf8, 0, end, StandardCharsets.UTF_8);
  }

  /** Ends the call since a request of it was refused; the handler's answer is of no interest. */
  void refuse(Refusal refusal, String message) {
    endedByChannel = true;
    held = null;
    closeWithAuthenticator(Failures.status(refusal, message), Failures.trailers(refusal, message));
  }

  /** Ends the call since its session is over: there are no keys to authenticate a status with. */
  void abandon() {
    fail(Refusal.SESSION_EXPIRED, Refusal.SESSION_EXPIRED.message());
  }

  private void abandonIfOver(IllegalStateException e) {
    if (!session.isClosed()) {
      throw e;
    }
    abandon();
  }

  private void fail(Refusal refusal, String message) {
    if (ended.compareAndSet(false, true)) {
      endedByChannel = true;
      super.close(Failures.status(refusal, message), Failures.trailers(refusal, message));
    }
  }

  boolean wasEndedByChannel() {
    return endedByChannel;
  }

  /** The dispatcher objects to what comes after the end, which another thread may have brought. */
  private void unlessEnded(Runnable action) {
    try {
      action.run();
    } catch (IllegalStateException e) {
      if (!ended.get()) {
        throw e;
      }
    }
  }

  @Override
  public boolean isCancelled() {
    return endedByChannel || call.isCancelled();
  }
}
