package io.ghostbridge.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.runtime.Endpoint;
import io.grpc.Status;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Dictionary;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** The HTTP/2 transport is stopped and updated while it serves TLS, by either engine. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
class Http2TlsSwapTest {
  private static final int SWAPS = 3;
  private static final String TLS = "gRPC (TLS)";
  private static final String CLEAR_TEXT = "gRPC (h2c)";

  private BundleContext context;
  private Configuration configuration;
  private Dictionary<String, Object> shipped;
  private Bundle transport;

  @BeforeEach
  void find(
      @InjectBundleContext BundleContext context, @InjectService ConfigurationAdmin configurations)
      throws IOException {
    this.context = context;
    transport = Transport.HTTP2.bundle(context);
    configuration = configurations.getConfiguration(Transport.HTTP2.symbolicName(), null);
    shipped = configuration.getProperties();
  }

  private void encrypt(String engine) throws Exception {
    Dictionary<String, Object> values = configuration.getProperties();
    values.put("tls", "on");
    values.put("tlsEngine", engine);
    configuration.update(values);
    awaitEndpoint(TLS);
  }

  @AfterEach
  void restore() throws Exception {
    transport.start();
    configuration.update(shipped);
    awaitEndpoint(CLEAR_TEXT);
  }

  private void awaitEndpoint(String protocol) throws InterruptedException {
    assertThat(Remains.become(() -> protocols().contains(protocol)))
        .as("there is an endpoint of %s", protocol)
        .isTrue();
  }

  private Set<String> protocols() {
    try {
      return context.getServiceReferences(Endpoint.class, null).stream()
          .map(context::getService)
          .filter(endpoint -> endpoint != null)
          .map(Endpoint::protocol)
          .collect(Collectors.toSet());
    } catch (InvalidSyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "jdk"})
  void aTransportUnderTlsLeavesNothing(String engine) throws Exception {
    encrypt(engine);
    // The first use makes what the JDK and Netty keep.
    call();
    transport.stop();
    Set<String> threads = Remains.threads();
    Set<String> sockets = Remains.sockets();
    Set<String> libraries = Remains.libraries("netty_tcnative");
    for (int i = 0; i < SWAPS; i++) {
      transport.start();
      try (Client client = Client.overTls(Transport.HTTP2.address(context))) {
        assertThat(client.health()).isEqualTo(Status.OK);
        transport.stop();
        assertThat(client.health().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      }
    }
    assertThat(Remains.threadsSince(threads)).isEmpty();
    assertThat(Remains.socketsSince(sockets)).isEmpty();
    assertThat(Remains.libraries("netty_tcnative"))
        .as("one copy for all")
        .isEqualTo(libraries)
        .hasSizeLessThan(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "jdk"})
  void anUpdatedTransportUnderTlsLeavesNoClassLoader(String engine) throws Exception {
    encrypt(engine);
    call();
    WeakReference<ClassLoader> former = Remains.classLoader(transport);
    transport.update();
    Remains.refresh(context, transport);
    call();
    assertThat(Remains.isCollected(former)).as("the former class loader is collected").isTrue();
  }

  private void call() throws Exception {
    try (Client client = Client.overTls(Transport.HTTP2.address(context))) {
      assertThat(client.health()).isEqualTo(Status.OK);
    }
  }
}
