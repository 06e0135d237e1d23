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
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/** The secure channel's bundle comes and goes while a client uses it. */
@ExtendWith(BundleContextExtension.class)
class SecureChannelSwapTest {
  private static final String CHANNEL = "io.ghostbridge.secure.channel";
  private static final String NODE_KEY = "(" + SigningKey.ROLE + "=" + SigningKey.ROLE_NODE + ")";
  private static final long LIMIT_SECONDS = 20;

  /** As a method is that its service declares to be without side effects. */
  private static final MethodDescriptor<byte[], byte[]> SAFE_ECHO =
      EchoMethods.ECHO.toBuilder().setSafe(true).build();

  private BundleContext context;
  private Bundle echo;
  private ManagedChannel plain;
  private SecureChannel secure;
  private Channel secured;

  @BeforeEach
  void connect(@InjectBundleContext BundleContext context) throws Exception {
    this.context = context;
    echo = EchoBundle.install(context);
    echo.start();
    plain = NettyChannelBuilder.forAddress(Transport.HTTP2.address(context)).usePlaintext().build();
    CryptoAlgorithms algorithms =
        context.getService(context.getServiceReference(CryptoAlgorithms.class));
    ServiceReference<SigningKey> key =
        context.getServiceReferences(SigningKey.class, NODE_KEY).iterator().next();
    secure =
        SecureChannel.to(
                Bytes.copyOf(context.getService(key).publicKey().toByteArray()), algorithms)
            .kems("x25519")
            .build();
    secured = ClientInterceptors.intercept(plain, secure);
    assertThat(Remains.become(() -> call(SAFE_ECHO, false).isOk()))
        .as("the channel serves")
        .isTrue();
  }

  @AfterEach
  void disconnect() throws Exception {
    bundle().start();
    secure.close();
    plain.shutdownNow();
    assertThat(plain.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    echo.uninstall();
  }

  private Bundle bundle() {
    return Stream.of(context.getBundles())
        .filter(bundle -> CHANNEL.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  private Status call(MethodDescriptor<byte[], byte[]> method, boolean encrypt) {
    try {
      byte[] answer =
          ClientCalls.blockingUnaryCall(
              secured,
              method,
              CallOptions.DEFAULT
                  .withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS)
                  .withOption(SecureChannel.ENCRYPT, encrypt),
              "hello".getBytes(UTF_8));
      return new String(answer, UTF_8).equals("hello") ? Status.OK : Status.DATA_LOSS;
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  @Test
  void callsAreAuthenticatedAndEncrypted() {
    assertThat(call(EchoMethods.ECHO, false)).isEqualTo(Status.OK);
    assertThat(call(EchoMethods.ECHO, true)).isEqualTo(Status.OK);
  }

  @Test
  void whileTheChannelIsGoneItsCallsAreRefusedAndNeverTakenUnchecked() throws Exception {
    bundle().stop();
    assertThat(call(SAFE_ECHO, false).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(call(EchoMethods.ECHO, true).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    bundle().start();
    assertThat(Remains.become(() -> call(SAFE_ECHO, false).isOk())).isTrue();
  }

  @Test
  void afterASwapTheClientOpensANewSessionByItself() throws Exception {
    bundle().stop();
    bundle().start();
    assertThat(call(SAFE_ECHO, false)).isEqualTo(Status.OK);
    assertThat(call(EchoMethods.ECHO, true)).isEqualTo(Status.OK);
  }

  @Test
  void nothingOfARemovedChannelIsLeft() throws Exception {
    Set<String> threads = Remains.threads();
    WeakReference<ClassLoader> loader = replaced();
    assertThat(Remains.isCollected(loader)).as("the class loader is collected").isTrue();
    assertThat(Remains.threadsSince(threads)).isEmpty();
    assertThat(Remains.become(() -> call(SAFE_ECHO, false).isOk())).isTrue();
  }

  private WeakReference<ClassLoader> replaced() throws BundleException, InterruptedException {
    WeakReference<ClassLoader> loader = Remains.classLoader(bundle());
    bundle().stop();
    bundle().update();
    Remains.refresh(context, bundle());
    bundle().start();
    return loader;
  }
}
