package io.ghostbridge.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

/** The HTTP/3 transport itself is stopped, updated and removed. */
@ExtendWith(BundleContextExtension.class)
class Http3TransportSwapTest {
  private static final int SWAPS = 5;

  private BundleContext context;
  private Bundle transport;

  @BeforeEach
  void find(@InjectBundleContext BundleContext context) {
    this.context = context;
    transport = Transport.HTTP3.bundle(context);
  }

  @Test
  void aStoppedTransportLeavesNoThreadAndNoSocket() throws Exception {
    swap();
    transport.stop();
    Set<String> threads = Remains.threads();
    Set<String> sockets = Remains.sockets();
    Set<String> libraries = Remains.libraries("netty_quiche");
    for (int i = 0; i < SWAPS; i++) {
      transport.start();
      try (Http3Client client = new Http3Client(Transport.HTTP3.address(context))) {
        assertThat(client.health()).isEqualTo("0");
        transport.stop();
        assertThat(client.isClosed()).as("the client hears that the server is gone").isTrue();
      }
    }
    assertThat(Remains.threadsSince(threads)).isEmpty();
    assertThat(Remains.socketsSince(sockets)).isEmpty();
    assertThat(Remains.libraries("netty_quiche"))
        .as("one copy for all, which stays")
        .isEqualTo(libraries)
        .hasSize(1);
    transport.start();
  }

  @Test
  void anUpdatedTransportLeavesNoClassLoader() throws Exception {
    WeakReference<ClassLoader> former = swap();
    assertThat(Remains.isCollected(former)).as("the former class loader is collected").isTrue();
    try (Http3Client client = new Http3Client(Transport.HTTP3.address(context))) {
      assertThat(client.health()).isEqualTo("0");
    }
  }

  /** Serves a call, updates the bundle with itself, and serves again. */
  private WeakReference<ClassLoader> swap() throws Exception {
    try (Http3Client client = new Http3Client(Transport.HTTP3.address(context))) {
      assertThat(client.health()).isEqualTo("0");
    }
    WeakReference<ClassLoader> former = Remains.classLoader(transport);
    transport.update();
    Remains.refresh(context, transport);
    try (Http3Client client = new Http3Client(Transport.HTTP3.address(context))) {
      assertThat(client.health()).isEqualTo("0");
    }
    return former;
  }
}
