package io.ghostbridge.plugin.guard.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.plugin.PluginStatistics;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A plugin's interceptor, which stands before calls of services that are not the plugin's. */
class GuardedInterceptorTest {
  private final GuardSettings settings = TestFramework.settings();
  private final PluginAccount account =
      new PluginAccount("p", settings, new Recovery("p", settings, () -> {}), () -> 1_000_000_000L);

  @Test
  void whatIsBehindTheInterceptorIsNotThePluginsToAnswerFor() {
    ServerInterceptor guarded = guard(new Passing());
    ServerCallHandler<byte[], byte[]> broken =
        (call, headers) -> {
          throw new IllegalStateException("of another service");
        };
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> guarded.interceptCall(new RecordedCall(), new Metadata(), broken))
          .hasMessage("of another service");
    }
    assertThat(account.errors()).isZero();
    assertThat(account.calls()).isEqualTo(10);
  }

  @Test
  void anInterceptorWhoseBreakerIsOpenRefusesWhatItWouldHaveSeen() {
    ServerInterceptor guarded = guard(new Failing());
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(
              () ->
                  guarded.interceptCall(
                      new RecordedCall(), new Metadata(), (call, headers) -> new Listener()))
          .hasMessage("broken");
    }
    assertThat(account.breaker().state()).isEqualTo(PluginStatistics.Breaker.OPEN);
    RecordedCall refused = new RecordedCall();
    List<String> reached = new ArrayList<>();
    ServerCall.Listener<byte[]> listener =
        guarded.interceptCall(
            refused,
            new Metadata(),
            (call, headers) -> {
              reached.add("handler");
              return new Listener();
            });
    listener.onHalfClose();
    assertThat(refused.closed).extracting(Status::getCode).containsExactly(Status.Code.UNAVAILABLE);
    assertThat(reached).isEmpty();
  }

  private ServerInterceptor guard(ServerInterceptor interceptor) {
    return (ServerInterceptor)
        GuardedObject.of(
                account,
                () -> false,
                List.of(ServerInterceptor.class),
                interceptor,
                getClass().getClassLoader())
            .proxy();
  }

  private static final class Passing implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      return next.startCall(call, headers);
    }
  }

  private static final class Failing implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      throw new IllegalStateException("broken");
    }
  }

  private static final class Listener extends ServerCall.Listener<byte[]> {}

  /** Remembers how it was closed. */
  private static final class RecordedCall extends ServerCall<byte[], byte[]> {
    private final List<Status> closed = new ArrayList<>();

    @Override
    public void request(int messages) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(byte @Nullable [] message) {}

    @Override
    public void close(Status status, Metadata trailers) {
      closed.add(status);
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public MethodDescriptor<byte[], byte[]> getMethodDescriptor() {
      return MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("it.Other/Call")
          .setRequestMarshaller(new Bytes())
          .setResponseMarshaller(new Bytes())
          .build();
    }
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      return new byte[0];
    }
  }
}
