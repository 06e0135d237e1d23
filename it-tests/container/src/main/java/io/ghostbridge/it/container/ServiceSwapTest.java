package io.ghostbridge.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

/** A service bundle comes and goes while a client calls. */
@ExtendWith(BundleContextExtension.class)
class ServiceSwapTest {
  private static final int SWAPS = 20;
  private static final int CALLERS = 4;
  private static final long LIMIT_SECONDS = 30;

  private BundleContext context;
  private Client client;

  @BeforeEach
  void connect(@InjectBundleContext BundleContext context) throws Exception {
    this.context = context;
    client = new Client(Transport.HTTP2.address(context));
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Test
  void aServiceIsCalledWhileItsBundleIsActiveAndUnavailableAfterwards() throws Exception {
    Bundle echo = EchoBundle.install(context);
    echo.start();
    assertThat(client.echo("one")).isEqualTo(Status.OK);
    echo.stop();
    assertThat(client.echo("two").getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    echo.start();
    assertThat(client.echo("three")).isEqualTo(Status.OK);
    echo.uninstall();
    assertThat(client.echo("four").getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void aCallInFlightFinishesBeforeItsBundleGoesAndNewOnesAreUnavailable() throws Exception {
    Bundle echo = EchoBundle.install(context);
    echo.start();
    Client.Conversation conversation = client.converse();
    assertThat(conversation.say("before")).isEqualTo("before");

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> stop(echo));
    assertThat(Remains.become(() -> client.echo("meanwhile").getCode() == Status.Code.UNAVAILABLE))
        .isTrue();
    assertThat(stopped).isNotDone();
    assertThat(conversation.say("while it stops")).isEqualTo("while it stops");
    assertThat(conversation.finish()).isEqualTo(Status.OK);

    stopped.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    echo.uninstall();
  }

  @Test
  void underLoadSwapsShowNothingButUnavailable() throws Exception {
    Map<Status.Code, Integer> outcomes = new ConcurrentHashMap<>();
    AtomicBoolean over = new AtomicBoolean();
    Bundle echo = EchoBundle.install(context);
    echo.start();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(Thread.ofVirtual().start(() -> call(over, outcomes)));
    }
    for (int i = 0; i < SWAPS; i++) {
      int before = outcomes.getOrDefault(Status.Code.OK, 0);
      assertThat(Remains.become(() -> outcomes.getOrDefault(Status.Code.OK, 0) > before)).isTrue();
      echo.stop();
      echo.start();
    }
    over.set(true);
    for (Thread caller : callers) {
      assertThat(caller.join(java.time.Duration.ofSeconds(LIMIT_SECONDS))).isTrue();
    }
    echo.uninstall();
    assertThat(new EnumMap<>(outcomes)).containsOnlyKeys(withOk(outcomes));
  }

  private static Status.Code[] withOk(Map<Status.Code, Integer> outcomes) {
    return outcomes.containsKey(Status.Code.UNAVAILABLE)
        ? new Status.Code[] {Status.Code.OK, Status.Code.UNAVAILABLE}
        : new Status.Code[] {Status.Code.OK};
  }

  private void call(AtomicBoolean over, Map<Status.Code, Integer> outcomes) {
    int i = 0;
    while (!over.get()) {
      outcomes.merge(client.echo("call " + i++).getCode(), 1, Integer::sum);
    }
  }

  @Test
  void nothingOfARemovedServiceIsLeft() throws Exception {
    assertThat(client.echo("connect first").isOk()).isFalse();
    Set<String> threads = Remains.threads();
    WeakReference<ClassLoader> loader = useAndRemove();
    assertThat(Remains.isCollected(loader)).as("the class loader is collected").isTrue();
    assertThat(Remains.threadsSince(threads)).isEmpty();
  }

  private WeakReference<ClassLoader> useAndRemove() throws Exception {
    Bundle echo = EchoBundle.install(context);
    echo.start();
    WeakReference<ClassLoader> loader = Remains.classLoader(echo);
    assertThat(client.echo("used")).isEqualTo(Status.OK);
    assertThat(client.converse().finish()).isEqualTo(Status.OK);
    echo.uninstall();
    Remains.refresh(context, echo);
    return loader;
  }

  private static void stop(Bundle bundle) {
    try {
      bundle.stop();
    } catch (BundleException e) {
      throw new IllegalStateException(e);
    }
  }
}
