package io.ghostbridge.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.ghostbridge.api.plugin.PluginStatistics;
import io.ghostbridge.api.runtime.Endpoint;
import io.ghostbridge.it.container.echo.EchoActivator;
import io.ghostbridge.it.container.faulty.FaultyActivator;
import io.ghostbridge.plugin.guard.PluginGuard;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** gRPC services of guarded plugins, called over the wire; and what an exporter tells of it. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
class PluginGuardTest {
  /** What the guard is shipped with. */
  private static final int BUDGET = 20;

  private static final long LIMIT_SECONDS = 30;

  private PluginGuard guard;
  private Endpoint metrics;
  private BundleContext context;
  private Client client;

  @BeforeEach
  void connect(
      @InjectBundleContext BundleContext context,
      @InjectService PluginGuard guard,
      @InjectService(filter = "(ghost.endpoint.config.key=io.ghostbridge.metrics.prometheus:port)")
          Endpoint metrics)
      throws Exception {
    this.context = context;
    this.guard = guard;
    this.metrics = metrics;
    client = new Client(Transport.HTTP2.address(context));
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Test
  void aFailingPluginIsCutOffAndTheOthersGoOn() throws Exception {
    Bundle echo = EchoBundle.install(context, "echo", EchoActivator.class);
    Bundle faulty = EchoBundle.install(context, "faulty", FaultyActivator.class);
    guard.guard("echo", echo, () -> {});
    guard.guard("faulty", faulty, () -> {});
    echo.start();
    faulty.start();
    assertThat(client.failure("fine").getStatus().getDescription()).isEqualTo("fine");
    assertThat(client.failure("not found").getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    for (int i = 0; i < BUDGET; i++) {
      assertThat(client.failure(i % 2 == 0 ? "throw" : "internal").getStatus().getCode())
          .isEqualTo(i % 2 == 0 ? Status.Code.UNKNOWN : Status.Code.INTERNAL);
    }

    StatusRuntimeException refused = client.failure("fine");
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(refused.getStatus().getDescription())
        .startsWith("the plugin faulty failed too often");
    assertThat(info(refused).getReason()).isEqualTo("PLUGIN_BREAKER_OPEN");
    assertThat(info(refused).getDomain()).isEqualTo("ghostbridge.io");
    assertThat(client.echo("untouched")).isEqualTo(Status.OK);

    PluginStatistics statistics = guard.statistics("faulty");
    assertThat(statistics.breaker()).isEqualTo(PluginStatistics.Breaker.OPEN);
    assertThat(statistics.calls()).isEqualTo(BUDGET + 2);
    assertThat(statistics.errors()).isEqualTo(BUDGET);
    assertThat(guard.statistics("echo").errors()).isZero();
    assertThat(guard.problems("faulty")).singleElement().asString().contains("it.Faulty/Call");
    String text = scrape();
    assertThat(text)
        .contains("ghost_plugin_errors_total{plugin=\"faulty\"} 20.0")
        .contains("ghost_plugin_calls_seconds_count{plugin=\"faulty\"} 22")
        .contains("ghost_plugin_breaker{plugin=\"faulty\"} 2.0")
        .contains("ghost_plugin_breaker{plugin=\"echo\"} 0.0")
        .contains("ghost_rpc_failures_total{method=\"it.Faulty/Call\",status=\"UNKNOWN\"} 10.0")
        .contains("ghost_rpc_calls_seconds_count{method=\"it.Echo/Echo\"}")
        .contains("ghost_dns_queries_total")
        .contains("jvm_memory_used_bytes");

    echo.uninstall();
    faulty.uninstall();
    assertThat(guard.statistics("faulty")).isEqualTo(PluginStatistics.NONE);
    assertThat(scrape()).doesNotContain("plugin=\"faulty\"");
  }

  @Test
  void aDeadlineIsThePluginsFailureOnlyIfItsCallHadTime() throws Exception {
    Bundle faulty = EchoBundle.install(context, "faulty", FaultyActivator.class);
    guard.guard("faulty", faulty, () -> {});
    faulty.start();
    assertThat(client.failure("slow", 50).getStatus().getCode())
        .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(Remains.become(() -> guard.statistics("faulty").inFlight() == 0)).isTrue();
    assertThat(guard.statistics("faulty").errors()).isZero();
    assertThat(client.failure("slow", 1_500).getStatus().getCode())
        .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(Remains.become(() -> guard.statistics("faulty").errors() == 1)).isTrue();
    faulty.uninstall();
  }

  @Test
  void drainingWaitsForCallsInFlightBeforeThePluginNotices() throws Exception {
    Bundle echo = EchoBundle.install(context);
    guard.guard("echo", echo, () -> {});
    echo.start();
    Client.Conversation conversation = client.converse();
    assertThat(conversation.say("before")).isEqualTo("before");
    CompletableFuture<Integer> drained = CompletableFuture.supplyAsync(() -> guard.drain(echo));
    assertThat(Remains.become(() -> client.echo("meanwhile").getCode() == Status.Code.UNAVAILABLE))
        .isTrue();
    assertThat(drained).isNotDone();
    assertThat(echo.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(conversation.say("while it drains")).isEqualTo("while it drains");
    assertThat(conversation.finish()).isEqualTo(Status.OK);
    assertThat(drained.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(1);
    guard.resume(echo);
    assertThat(client.echo("again")).isEqualTo(Status.OK);
    echo.uninstall();
  }

  @Test
  void nothingOfAGuardedPluginIsLeft() throws Exception {
    WeakReference<ClassLoader> loader = useAndRemove();
    assertThat(Remains.isCollected(loader)).as("the class loader is collected").isTrue();
  }

  private WeakReference<ClassLoader> useAndRemove() throws Exception {
    Bundle echo = EchoBundle.install(context);
    guard.guard("echo", echo, () -> {});
    echo.start();
    WeakReference<ClassLoader> loader = Remains.classLoader(echo);
    assertThat(client.echo("used")).isEqualTo(Status.OK);
    assertThat(client.converse().finish()).isEqualTo(Status.OK);
    guard.drain(echo);
    echo.stop();
    guard.release(echo);
    echo.uninstall();
    Remains.refresh(context, echo);
    return loader;
  }

  private static ErrorInfo info(StatusRuntimeException failure)
      throws InvalidProtocolBufferException {
    com.google.rpc.Status status = StatusProto.fromThrowable(failure);
    if (status == null) {
      throw new AssertionError("no details in " + failure);
    }
    return status.getDetails(0).unpack(ErrorInfo.class);
  }

  private String scrape() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://" + metrics.address() + "/metrics"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }
}
