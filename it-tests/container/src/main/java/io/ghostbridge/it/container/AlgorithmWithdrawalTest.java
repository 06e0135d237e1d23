package io.ghostbridge.it.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.it.container.echo.EchoMethods;
import io.ghostbridge.secure.channel.SecureChannel;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

/**
 * The bundle of an algorithm goes while a session lives: between the moment when its client made a
 * request and the moment when the node gets it, so that it is the node that misses the algorithm.
 */
@ExtendWith(BundleContextExtension.class)
class AlgorithmWithdrawalTest {
  private static final String ALGORITHMS = "io.ghostbridge.crypto.";
  private static final String NODE_KEY = "(" + SigningKey.ROLE + "=" + SigningKey.ROLE_NODE + ")";
  private static final long LIMIT_SECONDS = 20;

  private volatile @Nullable Bundle withdrawn;
  private BundleContext context;
  private Bundle echo;
  private ManagedChannel plain;
  private SecureChannel secure;

  @BeforeEach
  void connect(@InjectBundleContext BundleContext context) throws Exception {
    this.context = context;
    echo = EchoBundle.install(context);
    echo.start();
    plain = NettyChannelBuilder.forAddress(Transport.HTTP2.address(context)).usePlaintext().build();
    secure = open();
    assertThat(Remains.become(() -> call(secure, false, "").isOk()))
        .as("the channel serves")
        .isTrue();
    assertThat(call(secure, true, "")).isEqualTo(Status.OK);
  }

  private SecureChannel open() throws Exception {
    CryptoAlgorithms algorithms =
        context.getService(context.getServiceReference(CryptoAlgorithms.class));
    ServiceReference<SigningKey> key =
        context.getServiceReferences(SigningKey.class, NODE_KEY).iterator().next();
    return SecureChannel.to(
            Bytes.copyOf(context.getService(key).publicKey().toByteArray()), algorithms)
        .kems("x25519")
        .aeads("aes256gcm")
        .build();
  }

  @AfterEach
  void disconnect() throws Exception {
    restore();
    secure.close();
    plain.shutdownNow();
    assertThat(plain.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    echo.uninstall();
  }

  private void restore() throws BundleException {
    Bundle bundle = withdrawn;
    withdrawn = null;
    if (bundle != null) {
      bundle.start();
    }
  }

  private Bundle bundle(String algorithm) {
    return Stream.of(context.getBundles())
        .filter(bundle -> (ALGORITHMS + algorithm).equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Calls, and takes a bundle away when the message is on its way.
   *
   * @param algorithm of the bundle; empty for none
   */
  private Status call(SecureChannel client, boolean encrypt, String algorithm) {
    ClientInterceptor withdrawing =
        new ClientInterceptor() {
          @Override
          public <Q, A> ClientCall<Q, A> interceptCall(
              MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
              @Override
              public void sendMessage(Q message) {
                if (!algorithm.isEmpty() && withdrawn == null && isTheOne(method)) {
                  withdraw(algorithm);
                }
                super.sendMessage(message);
              }
            };
          }

          private boolean isTheOne(MethodDescriptor<?, ?> method) {
            return algorithm.equals("x25519")
                ? method.getFullMethodName().endsWith("/OpenSession")
                : method.getFullMethodName().equals(EchoMethods.ECHO.getFullMethodName());
          }
        };
    try {
      byte[] answer =
          ClientCalls.blockingUnaryCall(
              ClientInterceptors.intercept(plain, withdrawing, client),
              EchoMethods.ECHO,
              CallOptions.DEFAULT
                  .withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS)
                  .withOption(SecureChannel.ENCRYPT, encrypt),
              "hello".getBytes(UTF_8));
      return new String(answer, UTF_8).equals("hello") ? Status.OK : Status.DATA_LOSS;
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  private void withdraw(String algorithm) {
    Bundle bundle = bundle(algorithm);
    try {
      bundle.stop();
    } catch (BundleException e) {
      throw new IllegalStateException(e);
    }
    withdrawn = bundle;
  }

  @Test
  void withoutHmacACallIsToldSoAndTheSessionGoesOnWhenItIsBack() throws Exception {
    Status status = call(secure, false, "hmac");
    assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(status.getDescription())
        .contains("algorithm not available: hmac-sha256, installed: none");
    restore();
    assertThat(call(secure, false, "")).isEqualTo(Status.OK);
    assertThat(call(secure, true, "")).isEqualTo(Status.OK);
  }

  @Test
  void withoutTheCipherEncryptedCallsAreToldSoAndOthersGoOn() throws Exception {
    Status status = call(secure, true, "aes256gcm");
    assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(status.getDescription())
        .contains("algorithm not available: aes-256-gcm, installed: chacha20-poly1305");
    assertThat(call(secure, false, "")).as("what needs no cipher").isEqualTo(Status.OK);
    restore();
    assertThat(call(secure, true, "")).isEqualTo(Status.OK);
  }

  @Test
  void withoutTheKeyAgreementNoSessionOpensAndThoseThereAreGoOn() throws Exception {
    SecureChannel another = open();
    try {
      Status status = call(another, false, "x25519");
      assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(status.getDescription()).contains("algorithm not available: x25519");
      assertThat(call(secure, true, "")).as("the session that there was").isEqualTo(Status.OK);
      restore();
      assertThat(call(another, true, "")).isEqualTo(Status.OK);
    } finally {
      another.close();
    }
  }
}
