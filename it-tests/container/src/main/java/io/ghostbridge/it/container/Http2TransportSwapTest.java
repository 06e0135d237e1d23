package io.ghostbridge.it.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

/** The HTTP/2 transport itself is stopped, updated and removed. */
@ExtendWith(BundleContextExtension.class)
class Http2TransportSwapTest {
  private static final int SWAPS = 5;

  private BundleContext context;
  private Bundle transport;

  @BeforeEach
  void find(@InjectBundleContext BundleContext context) {
    this.context = context;
    transport = Transport.HTTP2.bundle(context);
  }

  @Test
  void aStoppedTransportLeavesNoThreadAndNoSocket() throws Exception {
    swap();
    // The first use makes what the JDK keeps.
    connect(Transport.HTTP2.address(context));
    transport.stop();
    Set<String> threads = Remains.threads();
    Set<String> sockets = Remains.sockets();
    for (int i = 0; i < SWAPS; i++) {
      transport.start();
      InetSocketAddress address = Transport.HTTP2.address(context);
      try (Client client = new Client(address)) {
        assertThat(client.echo("served").getCode()).isNotEqualTo(Status.Code.OK);
        transport.stop();
        assertThat(client.echo("gone").getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      }
      assertThatThrownBy(() -> connect(address)).isInstanceOf(IOException.class);
      assertThat(transportThreads()).isEmpty();
    }
    assertThat(Remains.threadsSince(threads)).isEmpty();
    assertThat(Remains.socketsSince(sockets)).isEmpty();
    transport.start();
  }

  @Test
  void anUpdatedTransportLeavesNoClassLoader() throws Exception {
    WeakReference<ClassLoader> former = swap();
    assertThat(Remains.isCollected(former)).as("the former class loader is collected").isTrue();
    try (Client client = new Client(Transport.HTTP2.address(context))) {
      assertThat(client.echo("served").getCode())
          .as("what the dispatcher says of a service that is not, or no longer, there")
          .isIn(Status.Code.UNIMPLEMENTED, Status.Code.UNAVAILABLE);
    }
  }

  /** Serves a call, updates the bundle with itself, and serves again. */
  private WeakReference<ClassLoader> swap() throws Exception {
    try (Client client = new Client(Transport.HTTP2.address(context))) {
      client.echo("before");
    }
    WeakReference<ClassLoader> former = Remains.classLoader(transport);
    transport.update();
    Remains.refresh(context, transport);
    try (Client client = new Client(Transport.HTTP2.address(context))) {
      client.echo("after");
    }
    return former;
  }

  private static Stream<String> transportThreads() {
    return Remains.threads().stream().filter(name -> name.startsWith("transport-http2"));
  }

  private static void connect(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address);
    }
  }
}
