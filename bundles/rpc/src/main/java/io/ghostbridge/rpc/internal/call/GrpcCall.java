package io.ghostbridge.rpc.internal.call;

import io.ghostbridge.rpc.RpcStream;
import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.SecurityLevel;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A call as generated stubs and interceptors see it: their way to ask for messages and to answer.
 * Thin: an answer is serialised here and handed to {@link OutboundQueue}.
 */
final class GrpcCall<Q, A> extends ServerCall<Q, A> {
  @SuppressWarnings("rawtypes") // a class has no type arguments
  private static final AtomicIntegerFieldUpdater<GrpcCall> ANSWERED =
      AtomicIntegerFieldUpdater.newUpdater(GrpcCall.class, "answered");

  private static final int DEFAULT_READY_BYTES = 32 * 1024;
  private static final byte[] IDENTITY_AND_GZIP = FieldNames.ascii("identity,gzip");
  private static final byte[] GZIP = FieldNames.ascii("gzip");

  private final CallRunner<Q, A> runner;
  private final OutboundQueue outbound;

  /** Set once, by whoever decides how the answer ends. */
  private volatile int answered;

  private boolean headersSent;
  private boolean messageSent;
  private boolean closeCalled;
  private boolean gzip;
  private boolean compressMessages = true;
  private volatile int readyBytes = DEFAULT_READY_BYTES;

  GrpcCall(CallRunner<Q, A> runner, OutboundQueue outbound) {
    this.runner = runner;
    this.outbound = outbound;
  }

  /** Takes the right to end the answer with {@code status}; false if it was taken before. */
  boolean claimEnd(Status status) {
    boolean claimed = ANSWERED.compareAndSet(this, 0, 1);
    if (claimed) {
      runner.decided(status);
    }
    return claimed;
  }

  /** Bytes left; whether the call is ready again that was not before. */
  boolean written(int bytes) {
    int before = outbound.written(bytes);
    return before >= readyBytes && before - bytes < readyBytes;
  }

  void finish(Status status, Metadata trailers) {
    if (claimEnd(status)) {
      outbound.trailers(StatusTrailers.encode(status, trailers));
    }
  }

  @Override
  public void request(int messages) {
    if (messages <= 0) {
      throw new IllegalArgumentException(
          "requested " + messages + " messages, expected at least 1");
    }
    runner.request(messages);
  }

  @Override
  public void sendHeaders(Metadata headers) {
    if (headersSent || closeCalled) {
      throw new IllegalStateException(headersSent ? "headers were sent already" : "call is closed");
    }
    headersSent = true;
    if (answered != 0) {
      return;
    }
    outbound.headers(
        gzip
            ? MetadataCodec.encode(
                new byte[][] {
                  FieldNames.GRPC_ENCODING, GZIP, FieldNames.GRPC_ACCEPT_ENCODING, IDENTITY_AND_GZIP
                },
                headers)
            : MetadataCodec.encode(RpcStream.NO_FIELDS, headers));
    if (!runner.entry().descriptor().getType().serverSendsOneMessage()) {
      outbound.flush();
    }
  }

  @Override
  public void sendMessage(A message) {
    if (!headersSent || closeCalled) {
      throw new IllegalStateException(headersSent ? "call is closed" : "headers were not sent yet");
    }
    boolean single = runner.entry().descriptor().getType().serverSendsOneMessage();
    if (single && messageSent) {
      finish(
          Status.INTERNAL.withDescription("the service answered more than once"), new Metadata());
      return;
    }
    messageSent = true;
    if (answered != 0) {
      return;
    }
    try {
      ByteBuf frame =
          FrameEncoder.encode(
              runner.entry().descriptor().streamResponse(message),
              gzip && compressMessages,
              outbound);
      if (outbound.queuedBytes() > runner.settings().maxQueuedBytes()) {
        frame.release();
        runner.endSoon(
            Status.RESOURCE_EXHAUSTED.withDescription(
                "the client reads too slowly: more than "
                    + runner.settings().maxQueuedBytes()
                    + " bytes are waiting for it"),
            "CLIENT_TOO_SLOW");
        return;
      }
      outbound.message(frame, single);
    } catch (IOException e) {
      throw Status.INTERNAL
          .withDescription("the answer could not be serialised")
          .withCause(e)
          .asRuntimeException();
    }
  }

  @Override
  public void close(Status status, Metadata trailers) {
    if (closeCalled) {
      throw new IllegalStateException("call was closed already");
    }
    closeCalled = true;
    if (status.isOk()
        && !messageSent
        && runner.entry().descriptor().getType().serverSendsOneMessage()) {
      finish(Status.INTERNAL.withDescription("the service completed without an answer"), trailers);
    } else {
      finish(status, trailers);
    }
  }

  @Override
  public boolean isReady() {
    return !closeCalled && !runner.isEnded() && outbound.queuedBytes() < readyBytes;
  }

  @Override
  public boolean isCancelled() {
    return runner.isCancelled();
  }

  @Override
  public void setOnReadyThreshold(int bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("threshold of " + bytes + " bytes, expected at least 1");
    }
    readyBytes = bytes;
  }

  @Override
  public void setCompression(String compressor) {
    if (headersSent) {
      throw new IllegalStateException("compression is chosen before headers are sent");
    }
    gzip =
        switch (compressor) {
          case "gzip" -> runner.request().acceptsGzip();
          case "identity" -> false;
          default ->
              throw new IllegalArgumentException(
                  "compression " + compressor + " is not known, expected gzip or identity");
        };
  }

  @Override
  public void setMessageCompression(boolean enabled) {
    compressMessages = enabled;
  }

  @Override
  public MethodDescriptor<Q, A> getMethodDescriptor() {
    return runner.entry().descriptor();
  }

  @Override
  public Attributes getAttributes() {
    return runner.peer().attributes();
  }

  @Override
  public @Nullable String getAuthority() {
    return runner.request().authority();
  }

  @Override
  public SecurityLevel getSecurityLevel() {
    return runner.peer().confidential() ? SecurityLevel.PRIVACY_AND_INTEGRITY : SecurityLevel.NONE;
  }
}
