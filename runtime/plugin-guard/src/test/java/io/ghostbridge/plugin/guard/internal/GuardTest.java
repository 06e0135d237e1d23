package io.ghostbridge.plugin.guard.internal;

import static io.ghostbridge.plugin.guard.internal.TestFramework.become;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.names.NameSource;
import io.ghostbridge.api.names.NameSourceException;
import io.ghostbridge.api.plugin.PluginStatistics;
import io.ghostbridge.plugin.guard.plugin.ScriptedActivator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/** Plugins in a framework of their own, seen by a bundle that uses them. */
class GuardTest {
  private volatile Function<String, Object> script = name -> "";
  private TestFramework framework;

  @BeforeEach
  void start(@TempDir Path cache) throws Exception {
    framework = new TestFramework(cache, TestFramework.settings());
    Function<String, Object> indirect = name -> script.apply(name);
    framework.system().registerService(Function.class, indirect, null);
  }

  @AfterEach
  void stop() throws Exception {
    framework.close();
  }

  @Test
  void othersSeeTheGuardedServiceAndThePluginItsOwn() throws Exception {
    Bundle plugin = framework.startPlugin("p", Map.of());
    assertThat(sources(framework.users()))
        .singleElement()
        .satisfies(
            reference -> {
              assertThat(reference.getBundle()).isEqualTo(plugin);
              assertThat(reference.getProperty("ghost.plugin")).isEqualTo("p");
              assertThat(reference.getProperty("service.ranking")).isEqualTo(7);
              assertThat(reference.getProperty("color")).isEqualTo("red");
            });
    assertThat(sources(plugin.getBundleContext()))
        .singleElement()
        .satisfies(reference -> assertThat(reference.getProperty("ghost.plugin")).isNull());
    assertThat(source().zones()).containsExactly("p");
    assertThat(source().getClass().getClassLoader()).isEqualTo(NameSource.class.getClassLoader());
  }

  @Test
  void listenersHearOfTheGuardedServiceOnly() throws Exception {
    List<String> heard = new ArrayList<>();
    framework
        .users()
        .addServiceListener(
            event ->
                heard.add(
                    name(event)
                        + " "
                        + event.getServiceReference().getProperty("color")
                        + " of "
                        + event.getServiceReference().getProperty("ghost.plugin")),
            "(objectClass=" + NameSource.class.getName() + ")");
    Bundle plugin = framework.startPlugin("p", Map.of());
    ServiceReference<Runnable> change = framework.users().getServiceReference(Runnable.class);
    framework.users().getService(change).run();
    plugin.stop();
    assertThat(heard)
        .containsExactly("registered red of p", "modified blue of p", "unregistering blue of p");
  }

  @Test
  void callsAreCountedAndTimed() throws Exception {
    framework.startPlugin("p", Map.of());
    NameSource source = source();
    script =
        name -> {
          framework.pass(Duration.ofMillis(3));
          return "";
        };
    for (int i = 0; i < 10; i++) {
      source.find("a.p");
    }
    PluginStatistics statistics = framework.guard.statistics("p");
    assertThat(statistics.calls()).isEqualTo(10);
    assertThat(statistics.errors()).isZero();
    assertThat(statistics.inFlight()).isZero();
    assertThat(statistics.latencyP99Micros()).isBetween(3_000L, 3_600L);
    assertThat(framework.guard.problems("p")).isEmpty();
  }

  @Test
  void whatTheInterfaceDeclaresIsNoErrorAndReachesTheCaller() throws Exception {
    framework.startPlugin("p", Map.of());
    NameSourceException failure = new NameSourceException("the chain is far away");
    script = name -> failure;
    assertThatThrownBy(() -> source().find("a.p")).isSameAs(failure);
    assertThat(framework.guard.statistics("p").errors()).isZero();
  }

  @Test
  void whatItDoesNotDeclareIsAnErrorAndBecomesWhatItDeclares() throws Exception {
    framework.startPlugin("p", Map.of());
    script = GuardTest::failing;
    assertThatThrownBy(() -> source().find("a.p"))
        .isInstanceOf(NameSourceException.class)
        .hasMessage("the plugin p failed: java.lang.NullPointerException: broken")
        .hasCauseInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> source().apex("p")).isInstanceOf(NullPointerException.class);
    assertThat(framework.guard.statistics("p").errors()).isEqualTo(2);
  }

  @Test
  void aUsedUpBudgetOpensTheBreakerOfThatPluginOnly() throws Exception {
    framework.startPlugin("good", Map.of());
    NameSource good = source();
    framework.startPlugin("bad", Map.of());
    NameSource bad = source("bad");
    script = name -> name.equals("a.bad") ? failing(name) : "";
    trip(bad, "a.bad");
    assertThatThrownBy(() -> bad.find("b.bad"))
        .isInstanceOf(NameSourceException.class)
        .hasMessageContaining("the plugin bad failed too often");
    assertThatThrownBy(bad::zones).isInstanceOf(IllegalStateException.class);
    assertThat(framework.guard.problems("bad"))
        .singleElement()
        .asString()
        .contains("5 of 5 calls failed within 60000 ms")
        .contains("NameSource.find: java.lang.NullPointerException: broken");
    assertThat(good.find("a.good")).isEmpty();
    assertThat(framework.guard.statistics("good").breaker())
        .isEqualTo(PluginStatistics.Breaker.CLOSED);
  }

  @Test
  void aBreakerClosesWhenTrialCallsSucceed() throws Exception {
    framework.startPlugin("p", Map.of());
    NameSource source = source();
    script = GuardTest::failing;
    trip(source, "a.p");
    script = name -> "";
    framework.pass(Duration.ofMillis(999));
    assertThatThrownBy(() -> source.find("a.p")).isInstanceOf(NameSourceException.class);
    framework.pass(Duration.ofMillis(1));
    source.find("a.p");
    assertThat(framework.guard.statistics("p").breaker())
        .isEqualTo(PluginStatistics.Breaker.HALF_OPEN);
    source.find("a.p");
    assertThat(framework.guard.statistics("p").breaker())
        .isEqualTo(PluginStatistics.Breaker.CLOSED);
    assertThat(framework.guard.statistics("p").restarts()).isZero();
  }

  @Test
  void aUserThatComesOrGoesIsNotKeptFromItByAnOpenBreaker() throws Exception {
    List<String> zones = new ArrayList<>();
    List<NameSource.Subscription> subscriptions = new ArrayList<>();
    framework
        .users()
        .addServiceListener(
            event -> {
              NameSource source =
                  (NameSource) framework.users().getService(event.getServiceReference());
              if (event.getType() == ServiceEvent.REGISTERED) {
                zones.addAll(source.zones());
                subscriptions.add(source.onChange(names -> {}));
              } else if (event.getType() == ServiceEvent.UNREGISTERING) {
                zones.removeAll(source.zones());
                subscriptions.removeFirst().close();
              }
            },
            "(objectClass=" + NameSource.class.getName() + ")");
    Bundle plugin = framework.startPlugin("p", Map.of());
    assertThat(framework.guard.statistics("p").calls()).isZero();
    script = GuardTest::failing;
    trip(source(), "a.p");
    plugin.stop();
    assertThat(zones).isEmpty();
    assertThat(subscriptions).isEmpty();
    plugin.start();
    assertThat(zones).containsExactly("p");
    assertThat(framework.guard.statistics("p").breaker()).isEqualTo(PluginStatistics.Breaker.OPEN);
    plugin.stop();
  }

  @Test
  void aPluginThatKeepsFailingIsRestartedABoundedNumberOfTimesAndGivenUp() throws Exception {
    Bundle plugin = framework.startPlugin("p", Map.of());
    script = GuardTest::failing;
    trip(source(), "a.p");
    for (int restart = 1; restart <= 2; restart++) {
      int expected = restart;
      framework.pass(Duration.ofSeconds(100));
      assertThatThrownBy(() -> source().find("a.p")).hasMessageContaining("broken");
      assertThat(
              become(
                  () -> {
                    PluginStatistics now = framework.guard.statistics("p");
                    return now.restarts() == expected
                        && now.breaker() == PluginStatistics.Breaker.HALF_OPEN;
                  }))
          .as("restart " + restart)
          .isTrue();
    }
    assertThat(plugin.getState()).isEqualTo(Bundle.ACTIVE);
    assertThatThrownBy(() -> source().find("a.p")).hasMessageContaining("broken");
    framework.pass(Duration.ofDays(1));
    assertThatThrownBy(() -> source().find("a.p")).hasMessageContaining("failed too often");
    assertThat(framework.guard.statistics("p").breaker()).isEqualTo(PluginStatistics.Breaker.OPEN);
    assertThat(framework.guard.problems("p"))
        .singleElement()
        .asString()
        .contains("still fails after 2 restarts");
  }

  @Test
  void aCallThatHangsIsSeenAndCountedWhileItHangs() throws Exception {
    framework.startPlugin("p", Map.of());
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    script =
        name -> {
          inside.countDown();
          await(go);
          return "";
        };
    NameSource source = source();
    Thread caller = Thread.ofVirtual().start(() -> findQuietly(source));
    await(inside);
    framework.pass(Duration.ofSeconds(31));
    framework.guard.judgeHanging();
    framework.guard.judgeHanging();
    PluginStatistics hanging = framework.guard.statistics("p");
    assertThat(hanging.errors()).isEqualTo(1);
    assertThat(hanging.inFlight()).isEqualTo(1);
    assertThat(framework.guard.problems("p"))
        .containsExactly("NameSource.find was called 31000 ms ago and has not returned");
    go.countDown();
    assertThat(caller.join(Duration.ofSeconds(TestFramework.LIMIT_SECONDS))).isTrue();
    assertThat(framework.guard.statistics("p").inFlight()).isZero();
    assertThat(framework.guard.statistics("p").calls()).isEqualTo(1);
  }

  @Test
  void drainingTakesTheServicesFromTheirUsersAndResumingGivesThemBack() throws Exception {
    Bundle plugin = framework.startPlugin("p", Map.of());
    assertThat(framework.guard.drain(plugin)).isEqualTo(2);
    assertThat(sources(framework.users())).isEmpty();
    assertThat(plugin.getState()).isEqualTo(Bundle.ACTIVE);
    framework.guard.resume(plugin);
    assertThat(source().find("a.p")).isEmpty();
  }

  @Test
  void nothingOfAPluginIsHeldThoughItsUserKeepsWhatItGot() throws Exception {
    List<Object> kept = new ArrayList<>();
    WeakReference<ClassLoader> loader = useAndRemove(kept);
    assertThat(
            become(
                () -> {
                  System.gc();
                  return loader.get() == null;
                }))
        .as("the class loader is collected")
        .isTrue();
    NameSource source = (NameSource) kept.getFirst();
    assertThatThrownBy(() -> source.find("a.p"))
        .isInstanceOf(NameSourceException.class)
        .hasMessageContaining("the plugin p was replaced or removed");
    assertThat(framework.guard.statistics("p")).isEqualTo(PluginStatistics.NONE);
  }

  private WeakReference<ClassLoader> useAndRemove(List<Object> kept) throws Exception {
    Bundle plugin = framework.startPlugin("p", Map.of());
    NameSource source = source();
    kept.add(source);
    kept.add(source.onChange(names -> {}));
    source.find("a.p");
    script = GuardTest::failing;
    assertThatThrownBy(() -> source.find("a.p")).isInstanceOf(NameSourceException.class);
    script = name -> "";
    WeakReference<ClassLoader> loader =
        new WeakReference<>(plugin.adapt(BundleWiring.class).getClassLoader());
    framework.guard.drain(plugin);
    plugin.stop();
    framework.guard.release(plugin);
    plugin.uninstall();
    framework.refresh(plugin);
    return loader;
  }

  @Test
  void aServiceThatIsNoInterfaceIsOfferedToNobodyAndReported() throws Exception {
    framework.startPlugin("p", Map.of("Test-Class-Service", "yes"));
    assertThat(framework.users().getServiceReference(ScriptedActivator.class.getName())).isNull();
    assertThat(framework.guard.problems("p"))
        .singleElement()
        .asString()
        .contains(ScriptedActivator.class.getName())
        .contains("only services that are registered by interfaces can be guarded");
  }

  @Test
  void threadsThatThePluginBeganAreItsOwn() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    script =
        name -> {
          if (name.equals("thread")) {
            inside.countDown();
            await(go);
          }
          return "";
        };
    framework.startPlugin("p", Map.of("Test-Thread", "yes"));
    framework.startPlugin("q", Map.of());
    await(inside);
    PluginStatistics statistics = framework.guard.statistics("p");
    assertThat(statistics.threads()).isEqualTo(1);
    assertThat(statistics.cpuMicros()).isPositive();
    assertThat(framework.guard.statistics("q").threads()).isZero();
    go.countDown();
  }

  @Test
  void metricsComeAndGoWithThePlugin() throws Exception {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    PluginMetrics metrics = new PluginMetrics(registry, framework.guard);
    Bundle plugin = framework.startPlugin("p", Map.of());
    source().find("a.p");
    script = GuardTest::failing;
    assertThatThrownBy(() -> source().find("a.p")).isInstanceOf(NameSourceException.class);
    assertThat(registry.get("ghost.plugin.calls").tag("plugin", "p").functionTimer().count())
        .isEqualTo(2);
    assertThat(registry.get("ghost.plugin.errors").tag("plugin", "p").functionCounter().count())
        .isEqualTo(1);
    assertThat(registry.get("ghost.plugin.breaker").gauge().value()).isZero();
    plugin.uninstall();
    assertThat(registry.getMeters()).isEmpty();
    metrics.deactivate();
  }

  @Test
  void aBundleThatRunsAlreadyIsNotGuarded() throws Exception {
    Bundle plugin = framework.installPlugin("p", Map.of());
    plugin.start();
    assertThatThrownBy(() -> framework.guard.guard("p", plugin, () -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must be guarded before it starts");
  }

  // ---- What the tests are made of.

  private static Object failing(String name) {
    throw new NullPointerException("broken");
  }

  private void trip(NameSource source, String name) {
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> source.find(name)).hasMessageContaining("broken");
    }
    String plugin = name.substring(name.indexOf('.') + 1);
    assertThat(framework.guard.statistics(plugin).breaker())
        .isEqualTo(PluginStatistics.Breaker.OPEN);
  }

  private NameSource source() {
    return framework.users().getService(sources(framework.users()).iterator().next());
  }

  private NameSource source(String plugin) {
    return sources(framework.users()).stream()
        .filter(reference -> plugin.equals(reference.getProperty("ghost.plugin")))
        .map(framework.users()::getService)
        .findFirst()
        .orElseThrow();
  }

  private static Collection<ServiceReference<NameSource>> sources(BundleContext context) {
    try {
      return context.getServiceReferences(NameSource.class, null);
    } catch (org.osgi.framework.InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void findQuietly(NameSource source) {
    try {
      source.find("a.p");
    } catch (NameSourceException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(TestFramework.LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String name(ServiceEvent event) {
    return switch (event.getType()) {
      case ServiceEvent.REGISTERED -> "registered";
      case ServiceEvent.MODIFIED -> "modified";
      case ServiceEvent.UNREGISTERING -> "unregistering";
      default -> "?";
    };
  }
}
