package io.ghostbridge.secure.channel.internal.client;

import io.ghostbridge.secure.channel.internal.protocol.BoundMetadata;
import io.ghostbridge.secure.channel.internal.protocol.MessageBytes;
import io.ghostbridge.secure.channel.internal.protocol.Records;
import io.ghostbridge.secure.channel.internal.protocol.RefusedException;
import io.ghostbridge.secure.channel.internal.protocol.SecuredMethod;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A call in a session. What the caller does before there is a session waits. A call that the node
 * refused since it does not know the session (any more) is made once more in a new one, if it may
 * be repeated.
 */
public final class SecureClientCall<Q, A> extends ClientCall<Q, A> {
  private final CallSessions sessions;
  private final Channel channel;
  private final MethodDescriptor<Q, A> method;
  private final CallOptions options;
  private final SecuredMethod secured;
  private final boolean encrypted;
  private final boolean oneRequest;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private Listener<A> listener = new Listener<>() {};
  private Metadata headers = new Metadata();
  private @Nullable Attempt attempt;
  private int requested;
  private boolean halfClosed;
  private boolean repeated;
  private boolean closed;
  private @Nullable Status cancelled;

  public SecureClientCall(
      CallSessions sessions,
      Channel channel,
      MethodDescriptor<Q, A> method,
      CallOptions options,
      SecuredMethod secured,
      boolean encrypted) {
    this.sessions = sessions;
    this.channel = channel;
    this.method = method;
    this.options = options;
    this.secured = secured;
    this.encrypted = encrypted;
    oneRequest = method.getType().clientSendsOneMessage();
  }

  @Override
  public void start(Listener<A> responseListener, Metadata callHeaders) {
    listener = responseListener;
    headers = callHeaders;
    join();
  }

  private void join() {
    var _ =
        sessions
            .session(channel)
            .whenComplete(
                (session, failure) -> {
                  if (session == null) {
                    closeSoon(SessionSource.status(failure));
                  } else {
                    begin(session);
                  }
                });
  }

  private synchronized void begin(ClientSession session) {
    if (cancelled != null || closed) {
      return;
    }
    try {
      Attempt begun = new Attempt(session);
      attempt = begun;
      begun.start();
    } catch (IllegalStateException e) {
      close(
          Status.UNAVAILABLE.withDescription("the session was closed").withCause(e),
          new Metadata());
    }
  }

  @Override
  public synchronized void request(int messages) {
    requested += messages;
    if (attempt != null) {
      attempt.call.request(messages);
    }
  }

  @Override
  public synchronized void sendMessage(Q message) {
    byte[] body = MessageBytes.withSpare(method.streamRequest(message), 0);
    if (attempt == null || oneRequest) {
      // The only request is kept: it may have to be sent again.
      waiting.add(body);
    }
    if (attempt != null) {
      attempt.send(body);
    }
  }

  @Override
  public synchronized void halfClose() {
    halfClosed = true;
    if (attempt != null) {
      attempt.halfClose();
    }
  }

  @Override
  public void cancel(@Nullable String message, @Nullable Throwable cause) {
    Status status = Status.CANCELLED.withDescription(message).withCause(cause);
    synchronized (this) {
      cancelled = status;
      if (attempt != null) {
        attempt.call.cancel(message, cause);
        return;
      }
    }
    closeSoon(status);
  }

  @Override
  public synchronized boolean isReady() {
    return attempt != null && attempt.call.isReady();
  }

  @Override
  public synchronized void setMessageCompression(boolean enabled) {
    if (attempt != null) {
      attempt.call.setMessageCompression(enabled);
    }
  }

  /**
   * Tells the listener where it wants to be told: a blocking stub waits for its executor's tasks.
   */
  private void closeSoon(Status status) {
    Executor executor = options.getExecutor();
    if (executor == null) {
      close(status, new Metadata());
    } else {
      executor.execute(() -> close(status, new Metadata()));
    }
  }

  private void close(Status status, Metadata trailers) {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      waiting.clear();
    }
    listener.onClose(status, trailers);
  }

  /** The call in one session. */
  private final class Attempt extends Listener<byte[]> implements ClientSession.Call {
    private final ClientSession session;
    private final ClientCall<byte[], byte[]> call;
    private final RequestSealer sealer;
    private final AnswerOpener opener;
    private boolean delivered;
    private @Nullable Status failure;

    Attempt(ClientSession session) {
      this.session = session;
      call =
          channel.newCall(
              method.toBuilder(RawMarshaller.INSTANCE, RawMarshaller.INSTANCE).build(), options);
      sealer = new RequestSealer(session, secured, BoundMetadata.encode(headers), encrypted);
      opener = new AnswerOpener(session, secured, sealer.counter(), encrypted);
      session.begin(this);
    }

    void start() {
      Metadata marked = new Metadata();
      marked.merge(headers);
      marked.discardAll(BoundMetadata.MARKER);
      marked.put(BoundMetadata.MARKER, BoundMetadata.VERSION);
      call.start(this, marked);
      if (requested > 0) {
        call.request(requested);
      }
      if (!oneRequest) {
        call.sendMessage(sealer.begin());
      }
      waiting.forEach(this::send);
      if (!oneRequest) {
        waiting.clear();
      }
      if (halfClosed) {
        halfClose();
      }
    }

    void send(byte[] body) {
      try {
        call.sendMessage(sealer.message(body, oneRequest));
      } catch (IllegalStateException e) {
        call.cancel("the session was closed", e);
      }
      sessions.used(session, channel);
    }

    void halfClose() {
      if (!oneRequest) {
        call.sendMessage(sealer.end());
      }
      call.halfClose();
    }

    @Override
    public int epoch() {
      return opener.epoch();
    }

    @Override
    public void onHeaders(Metadata answerHeaders) {
      opener.headers(answerHeaders);
      listener.onHeaders(answerHeaders);
    }

    @Override
    public void onMessage(byte[] message) {
      if (failure != null) {
        return;
      }
      try {
        Records.Opened opened = opener.open(message);
        if (opened == null) {
          call.request(1);
          return;
        }
        delivered = true;
        listener.onMessage(
            method.parseResponse(new MessageBytes(opened.message(), opened.bodyLength())));
        sessions.used(session, channel);
      } catch (RefusedException | IllegalStateException e) {
        failure = Failures.unauthentic("an answer");
        call.cancel("the answer is not authentic", e);
      }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      Status end = failure;
      if (end == null) {
        end = judge(status, trailers);
      }
      session.end(this);
      if (end == null) {
        join();
      } else {
        trailers.discardAll(BoundMetadata.STATUS);
        close(end, trailers);
      }
    }

    /** The status to tell the caller; null if the call is made again. */
    private @Nullable Status judge(Status status, Metadata trailers) {
      boolean authentic;
      try {
        authentic = opener.isAuthentic(status, trailers);
      } catch (IllegalStateException e) {
        authentic = false;
      }
      if (authentic) {
        return status;
      }
      if (Failures.isSessionExpired(status, trailers)) {
        sessions.forget(session);
        synchronized (SecureClientCall.this) {
          if (!repeated && !delivered && oneRequest && secured.repeatable() && cancelled == null) {
            repeated = true;
            attempt = null;
            return null;
          }
        }
      }
      return trailers.containsKey(BoundMetadata.STATUS)
          ? Failures.unauthentic("the status " + status.getCode())
          : Failures.believable(status);
    }

    @Override
    public void onReady() {
      listener.onReady();
    }
  }
}
