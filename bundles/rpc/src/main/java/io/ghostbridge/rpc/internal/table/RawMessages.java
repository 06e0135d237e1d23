package io.ghostbridge.rpc.internal.table;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import java.io.InputStream;

/**
 * Stands between interceptors that want messages as bytes ({@code RpcProperties.RAW_MESSAGES}) and
 * a handler that wants them as objects: parses and serialises where the dispatcher would have.
 */
final class RawMessages<Q, A> implements ServerCallHandler<InputStream, InputStream> {
  private static final MethodDescriptor.Marshaller<InputStream> UNCHANGED =
      new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(InputStream message) {
          return message;
        }

        @Override
        public InputStream parse(InputStream message) {
          return message;
        }
      };

  private final MethodDescriptor<Q, A> descriptor;
  private final ServerCallHandler<Q, A> handler;

  RawMessages(MethodDescriptor<Q, A> descriptor, ServerCallHandler<Q, A> handler) {
    this.descriptor = descriptor;
    this.handler = handler;
  }

  /** The method with bytes as its messages. */
  static MethodDescriptor<InputStream, InputStream> descriptor(MethodDescriptor<?, ?> descriptor) {
    return descriptor.toBuilder(UNCHANGED, UNCHANGED).build();
  }

  @Override
  public ServerCall.Listener<InputStream> startCall(
      ServerCall<InputStream, InputStream> call, Metadata headers) {
    return new Parsing(handler.startCall(new Serialising(call), headers));
  }

  private final class Serialising extends SimpleForwardingServerCall<Q, A> {
    @SuppressWarnings("unchecked") // the one method with a message is overridden
    Serialising(ServerCall<InputStream, InputStream> raw) {
      super((ServerCall<Q, A>) (ServerCall<?, ?>) raw);
    }

    @Override
    @SuppressWarnings("unchecked") // what it was made with
    public void sendMessage(A message) {
      ((ServerCall<InputStream, InputStream>) (ServerCall<?, ?>) delegate())
          .sendMessage(descriptor.streamResponse(message));
    }

    @Override
    public MethodDescriptor<Q, A> getMethodDescriptor() {
      return descriptor;
    }
  }

  private final class Parsing extends ServerCall.Listener<InputStream> {
    private final ServerCall.Listener<Q> listener;

    Parsing(ServerCall.Listener<Q> listener) {
      this.listener = listener;
    }

    @Override
    public void onMessage(InputStream message) {
      listener.onMessage(descriptor.parseRequest(message));
    }

    @Override
    public void onHalfClose() {
      listener.onHalfClose();
    }

    @Override
    public void onCancel() {
      listener.onCancel();
    }

    @Override
    public void onComplete() {
      listener.onComplete();
    }

    @Override
    public void onReady() {
      listener.onReady();
    }
  }
}
