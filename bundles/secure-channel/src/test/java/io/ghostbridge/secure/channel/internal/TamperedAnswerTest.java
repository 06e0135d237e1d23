package io.ghostbridge.secure.channel.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.secure.channel.SecureChannel;
import io.ghostbridge.secure.channel.internal.protocol.BoundMetadata;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody between the client's channel and the node changes what the node says. */
class TamperedAnswerTest {
  private static final byte[] HELLO = "hello".getBytes(UTF_8);

  private SecuredServer server;
  private final OnTheWay attacker = new OnTheWay();
  private Channel channel;

  @BeforeEach
  void start() throws Exception {
    server = new SecuredServer();
    channel =
        ClientInterceptors.intercept(
            ClientInterceptors.intercept(server.plain(), attacker), server.client().build());
    assertThat(RawSession.blocking(channel, TestService.ECHO, HELLO)).isEqualTo(HELLO);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"aes256ctr-hmac", "aes256gcm", "chacha20poly1305"})
  void noBitOfAnAnswerCanBeChanged(String aead) {
    channel =
        ClientInterceptors.intercept(
            ClientInterceptors.intercept(server.plain(), attacker),
            server.client().aeads(aead).build());
    for (boolean encrypt : new boolean[] {false, true}) {
      CallOptions options = CallOptions.DEFAULT.withOption(SecureChannel.ENCRYPT, encrypt);
      int length = attacker.length(channel, options);
      for (int i = 0; i < length * 8; i++) {
        int bit = i;
        attacker.message =
            message -> {
              byte[] changed = message.clone();
              changed[bit / 8] ^= (byte) (1 << bit % 8);
              return changed;
            };
        assertThatThrownBy(
                () -> ClientCalls.blockingUnaryCall(channel, TestService.ECHO, options, HELLO))
            .as("bit %d", bit)
            .hasMessageContaining("UNAUTHENTICATED");
      }
      attacker.message = message -> message;
    }
  }

  @Test
  void anAnswerOfAnotherCallIsRefused() {
    List<byte[]> seen = new ArrayList<>();
    attacker.message =
        message -> {
          seen.add(message);
          return message;
        };
    RawSession.blocking(channel, TestService.ECHO, HELLO);
    attacker.message = message -> seen.getFirst();
    assertThatThrownBy(() -> RawSession.blocking(channel, TestService.ECHO, HELLO))
        .hasMessageContaining("UNAUTHENTICATED");
  }

  @Test
  void anInventedStatusIsNotBelieved() {
    attacker.status = status -> Status.NOT_FOUND.withDescription("invented");
    assertThatThrownBy(() -> RawSession.blocking(channel, TestService.ECHO, HELLO))
        .hasMessageContaining("UNAVAILABLE")
        .hasMessageContaining("nothing authenticates");
    attacker.status = status -> Status.UNAVAILABLE;
    assertThatThrownBy(() -> RawSession.blocking(channel, TestService.ECHO, HELLO))
        .hasMessageContaining("UNAVAILABLE");
  }

  @Test
  void aFailureCannotBeTurnedIntoAnother() {
    attacker.status = status -> Status.PERMISSION_DENIED.withDescription(status.getDescription());
    assertThatThrownBy(() -> RawSession.blocking(channel, TestService.FAIL, HELLO))
        .hasMessageContaining("UNAUTHENTICATED");
    attacker.status = status -> status.withDescription("something else");
    assertThatThrownBy(() -> RawSession.blocking(channel, TestService.FAIL, HELLO))
        .hasMessageContaining("UNAUTHENTICATED");
    attacker.status = status -> status;
    attacker.trailers =
        trailers -> {
          trailers.discardAll(Metadata.Key.of("x-why", Metadata.ASCII_STRING_MARSHALLER));
          return trailers;
        };
    assertThatThrownBy(() -> RawSession.blocking(channel, TestService.FAIL, HELLO))
        .hasMessageContaining("UNAUTHENTICATED");
    attacker.trailers =
        trailers -> {
          trailers.discardAll(BoundMetadata.STATUS);
          return trailers;
        };
    assertThatThrownBy(() -> RawSession.blocking(channel, TestService.FAIL, HELLO))
        .hasMessageContaining("UNAVAILABLE");
  }

  @Test
  void aStreamThatIsCutOffIsNotTakenForWhole() {
    attacker.trailers =
        trailers -> {
          trailers.discardAll(BoundMetadata.STATUS);
          return trailers;
        };
    List<byte[]> heard = new ArrayList<>();
    assertThatThrownBy(
            () ->
                ClientCalls.blockingServerStreamingCall(
                        channel, TestService.REPEAT, CallOptions.DEFAULT, new byte[] {3})
                    .forEachRemaining(heard::add))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED));
  }

  @Test
  void anInventedExpiryDoesNotRepeatACallThatMayHaveSideEffects() {
    int before = server.service.handled.get();
    attacker.expired = true;
    assertThatThrownBy(() -> RawSession.blocking(channel, TestService.ECHO, HELLO))
        .hasMessageContaining("UNAUTHENTICATED");
    assertThat(server.service.handled).hasValue(before + 1);
  }

  /** Changes messages and ends of calls to {@link TestService}. */
  private static final class OnTheWay implements ClientInterceptor {
    volatile UnaryOperator<byte[]> message = bytes -> bytes;
    volatile UnaryOperator<Status> status = one -> one;
    volatile UnaryOperator<Metadata> trailers = one -> one;
    volatile boolean expired;

    int length(Channel through, CallOptions options) {
      int[] length = new int[1];
      message =
          bytes -> {
            length[0] = bytes.length;
            return bytes;
          };
      ClientCalls.blockingUnaryCall(through, TestService.ECHO, options, HELLO);
      return length[0];
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      if (!TestService.NAME.equals(method.getServiceName())) {
        return next.newCall(method, options);
      }
      return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
        @Override
        public void start(Listener<A> listener, Metadata headers) {
          super.start(
              new SimpleForwardingClientCallListener<>(listener) {
                @Override
                @SuppressWarnings("unchecked") // below the channel all messages are bytes
                public void onMessage(A answer) {
                  super.onMessage((A) message.apply((byte[]) answer));
                }

                @Override
                public void onClose(Status end, Metadata last) {
                  if (expired) {
                    expired = false;
                    RawSession.Outcome forged = forgedExpiry();
                    super.onClose(forged.status(), forged.trailers());
                  } else {
                    super.onClose(status.apply(end), trailers.apply(last));
                  }
                }
              },
              headers);
        }
      };
    }

    private static RawSession.Outcome forgedExpiry() {
      StatusRuntimeException e =
          io.grpc.protobuf.StatusProto.toStatusRuntimeException(
              com.google.rpc.Status.newBuilder()
                  .setCode(Status.Code.UNAUTHENTICATED.value())
                  .addDetails(
                      com.google.protobuf.Any.pack(
                          com.google.rpc.ErrorInfo.newBuilder()
                              .setDomain("ghostbridge.io")
                              .setReason("SESSION_EXPIRED")
                              .build()))
                  .build());
      Metadata trailers = e.getTrailers();
      return new RawSession.Outcome(
          e.getStatus(), trailers == null ? new Metadata() : trailers, List.of());
    }
  }
}
