package io.ghostbridge.it.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

/** The transport of JSON-RPC is stopped, updated and removed. */
@ExtendWith(BundleContextExtension.class)
class JsonRpcTransportSwapTest {
  private static final int SWAPS = 5;

  private BundleContext context;
  private Bundle transport;

  @BeforeEach
  void find(@InjectBundleContext BundleContext context) {
    this.context = context;
    transport = Transport.JSONRPC.bundle(context);
  }

  @Test
  void aStoppedTransportLeavesNoThreadAndNoSocket() throws Exception {
    swap();
    transport.stop();
    Set<String> threads = Remains.threads();
    Set<String> sockets = Remains.sockets();
    for (int i = 0; i < SWAPS; i++) {
      transport.start();
      InetSocketAddress address = Transport.JSONRPC.address(context);
      assertServes(address);
      transport.stop();
      assertThatThrownBy(() -> JsonRpcClient.call(address, "no_such"))
          .isInstanceOf(IOException.class);
    }
    assertThat(Remains.threadsSince(threads)).isEmpty();
    assertThat(Remains.socketsSince(sockets)).isEmpty();
    transport.start();
  }

  @Test
  void anUpdatedTransportLeavesNoClassLoader() throws Exception {
    WeakReference<ClassLoader> former = swap();
    assertThat(Remains.isCollected(former)).as("the former class loader is collected").isTrue();
    assertServes(Transport.JSONRPC.address(context));
  }

  private WeakReference<ClassLoader> swap() throws Exception {
    assertServes(Transport.JSONRPC.address(context));
    WeakReference<ClassLoader> former = Remains.classLoader(transport);
    transport.update();
    Remains.refresh(context, transport);
    assertServes(Transport.JSONRPC.address(context));
    return former;
  }

  private static void assertServes(InetSocketAddress address) throws IOException {
    assertThat(JsonRpcClient.call(address, "no_such"))
        .startsWith("HTTP/1.1 200 ")
        .contains("\"id\":7", "-32601");
  }
}
