package io.ghostbridge.plugin.residue;

import static io.ghostbridge.plugin.residue.ResidueKind.EXECUTOR;
import static io.ghostbridge.plugin.residue.ResidueKind.FILE;
import static io.ghostbridge.plugin.residue.ResidueKind.JDBC_DRIVER;
import static io.ghostbridge.plugin.residue.ResidueKind.JVM_SETTING;
import static io.ghostbridge.plugin.residue.ResidueKind.MBEAN;
import static io.ghostbridge.plugin.residue.ResidueKind.PROCESS;
import static io.ghostbridge.plugin.residue.ResidueKind.SHUTDOWN_HOOK;
import static io.ghostbridge.plugin.residue.ResidueKind.SOCKET;
import static io.ghostbridge.plugin.residue.ResidueKind.TEMPORARY_FILE;
import static io.ghostbridge.plugin.residue.ResidueKind.THREAD;
import static io.ghostbridge.plugin.residue.ResidueKind.TIMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ghostbridge.plugin.residue.leaky.Leaks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

class ResidueDetectorTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(60);

  @TempDir private Path directory;
  private final CountDownLatch forever = new CountDownLatch(1);

  static Stream<Arguments> leaks() {
    return Stream.of(
        arguments(Leaks.PlatformThread.class, THREAD, "thread 'forgotten thread'"),
        arguments(Leaks.ThreadSubclass.class, THREAD, "thread 'forgotten worker'"),
        arguments(Leaks.VirtualThread.class, THREAD, "virtual thread 'forgotten virtual'"),
        arguments(Leaks.CommonPool.class, THREAD, "thread 'ForkJoinPool.commonPool-worker"),
        arguments(Leaks.Pool.class, EXECUTOR, "java.util.concurrent.ThreadPoolExecutor"),
        arguments(Leaks.PoolSubclass.class, EXECUTOR, "PoolSubclass$Own"),
        arguments(Leaks.Http.class, EXECUTOR, "HttpClientFacade"),
        arguments(Leaks.Sql.class, JDBC_DRIVER, "Leaks$ForgottenDriver"),
        arguments(Leaks.ForgottenTimer.class, TIMER, "java.util.Timer"),
        arguments(Leaks.Server.class, SOCKET, "ServerSocket[addr=localhost/127.0.0.1"),
        arguments(Leaks.Accepted.class, SOCKET, "Socket[addr=/127.0.0.1"),
        arguments(Leaks.ServerChannel.class, SOCKET, "ServerSocketChannelImpl[/127.0.0.1"),
        arguments(Leaks.Datagrams.class, SOCKET, "java.net.DatagramSocket[/127.0.0.1:"),
        arguments(Leaks.ForgottenSelector.class, SOCKET, "SelectorImpl"),
        arguments(Leaks.OldInput.class, FILE, "/file.txt (java.io.FileInputStream)"),
        arguments(Leaks.OldOutput.class, FILE, "/out.txt (java.io.FileOutputStream)"),
        arguments(Leaks.Random.class, FILE, "/file.txt (java.io.RandomAccessFile)"),
        arguments(Leaks.Input.class, FILE, "/file.txt"),
        arguments(Leaks.FileReading.class, FILE, "/file.txt (java.io.BufferedReader)"),
        arguments(Leaks.FileWriting.class, FILE, "/written.txt (java.io.BufferedWriter)"),
        arguments(Leaks.Channel.class, FILE, "/file.txt"),
        arguments(Leaks.Zip.class, FILE, "/empty.zip (java.util.zip.ZipFile)"),
        arguments(Leaks.Watch.class, FILE, "WatchService"),
        arguments(Leaks.Temporary.class, TEMPORARY_FILE, "/forgotten"),
        arguments(Leaks.TemporaryDirectory.class, TEMPORARY_FILE, "/forgotten"),
        arguments(Leaks.OldTemporary.class, TEMPORARY_FILE, "/forgotten"),
        arguments(Leaks.Child.class, PROCESS, "process "),
        arguments(Leaks.Bean.class, MBEAN, "test:type=Forgotten"),
        arguments(Leaks.Hook.class, SHUTDOWN_HOOK, "thread 'forgotten hook'"),
        arguments(Leaks.Handler.class, JVM_SETTING, "handler of uncaught exceptions"));
  }

  @BeforeEach
  void prepare() throws IOException {
    Files.writeString(directory.resolve("file.txt"), "text");
    System.getProperties().put("test.forever", forever);
  }

  @AfterEach
  void cleanUp() throws Exception {
    forever.countDown();
    Thread.setDefaultUncaughtExceptionHandler(null);
    for (Map.Entry<Object, Object> entry : List.copyOf(System.getProperties().entrySet())) {
      if (entry.getKey().toString().startsWith("test.")) {
        System.getProperties().remove(entry.getKey());
        close(entry.getValue());
      }
    }
    try {
      ManagementFactory.getPlatformMBeanServer()
          .unregisterMBean(new ObjectName("test:type=Forgotten"));
    } catch (JMException e) {
      // Not every test has one.
    }
  }

  private static void close(Object held) throws Exception {
    switch (held) {
      case Process process -> process.destroyForcibly().waitFor();
      case ExecutorService executor -> executor.shutdownNow();
      case AutoCloseable closeable -> closeable.close();
      default -> {}
    }
  }

  @ParameterizedTest
  @MethodSource("leaks")
  void whatAPluginForgetsIsToldByNameAndByThePlaceWhereItWasMade(
      Class<?> activator, ResidueKind kind, String name)
      throws BundleException, IOException, InterruptedException {
    try (TestContainer container = new TestContainer(directory);
        ResidueDetector detector =
            new ResidueDetector(container.context(), ResidueDetectorTest::isPlugin)) {
      Residue residue = residueOf(container, detector, activator, SHORT);
      assertThat(residue.isClean()).isFalse();
      assertThat(residue.notes()).isEmpty();
      assertThat(residue.items()).hasSize(1);
      ResidueItem item = residue.items().getFirst();
      assertThat(item.kind()).isEqualTo(kind);
      assertThat(item.name()).contains(name);
      assertThat(residue.lines()).first().asString().contains(name);
      if (kind != JVM_SETTING) {
        assertThat(item.stack()).anyMatch(frame -> frame.contains(activator.getSimpleName()));
      }
      if (item.evidence().startsWith("made by")) {
        assertThat(item.stack()).first().asString().contains("Leaks$");
      }
    }
  }

  @Test
  void aPluginThatGivesBackWhatItOpensLeavesNothing()
      throws BundleException, IOException, InterruptedException {
    try (TestContainer container = new TestContainer(directory);
        ResidueDetector detector =
            new ResidueDetector(container.context(), ResidueDetectorTest::isPlugin)) {
      Residue residue = residueOf(container, detector, Leaks.Nothing.class, LONG);
      assertThat(residue.items()).isEmpty();
      assertThat(residue.classLoaderCollected()).isTrue();
      assertThat(residue.isClean()).isTrue();
      assertThat(residue.notes()).isEmpty();
      assertThat(residue.took()).isLessThan(LONG);
    }
  }

  @Test
  void anObjectThatSomebodyHoldsKeepsTheClassLoaderAndThreadLocalsAreSuspects()
      throws BundleException, IOException, InterruptedException {
    try (TestContainer container = new TestContainer(directory);
        ResidueDetector detector =
            new ResidueDetector(container.context(), ResidueDetectorTest::isPlugin)) {
      Residue residue = residueOf(container, detector, Leaks.Held.class, SHORT);
      assertThat(residue.classLoaderCollected()).isFalse();
      assertThat(residue.items()).isEmpty();
      assertThat(residue.suspects())
          .anySatisfy(
              suspect -> assertThat(suspect.stack().getFirst()).contains("Leaks$Held.<clinit>"));
    }
  }

  private static boolean isPlugin(Bundle bundle) {
    return bundle.getLocation().startsWith("plugin:");
  }

  private static Residue residueOf(
      TestContainer container, ResidueDetector detector, Class<?> activator, Duration bound)
      throws BundleException, IOException, InterruptedException {
    Bundle bundle = container.install(activator);
    bundle.start();
    try (ResidueWatch watch = detector.watch(bundle).orElseThrow()) {
      bundle.stop();
      bundle.uninstall();
      return watch.check(bound);
    }
  }
}
