package io.ghostbridge.plugin.residue;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.plugin.residue.leaky.Leaks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/** Whether watching harms what is watched, or leaves something itself. */
class DetectorItselfTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path directory;

  @BeforeEach
  void prepare() throws IOException {
    Files.writeString(directory.resolve("file.txt"), "text");
  }

  @Test
  void twentySwapsLeaveNoClassLoader() throws BundleException, IOException, InterruptedException {
    try (TestContainer container = new TestContainer(directory);
        ResidueDetector detector = new ResidueDetector(container.context(), any -> true)) {
      List<ResidueWatch> watches = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Bundle bundle = container.install(Leaks.Nothing.class, "1.0." + i);
        bundle.start();
        watches.add(detector.watch(bundle).orElseThrow());
        bundle.stop();
        bundle.uninstall();
      }
      for (ResidueWatch watch : watches) {
        assertThat(watch.check(LONG).lines()).isEmpty();
        watch.close();
      }
    }
  }

  @Test
  void aPluginThatMayNotSeeTheTraceWorksAllTheSame()
      throws BundleException, IOException, InterruptedException {
    try (TestContainer container = new TestContainer(directory);
        ResidueDetector detector = new ResidueDetector(container.context(), any -> true)) {
      container
          .context()
          .registerService(ResolverHookFactory.class, triggers -> new NoTrace(), null);
      Bundle bundle = container.install(Leaks.Temporary.class);
      bundle.start();
      assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
      try (ResidueWatch watch = detector.watch(bundle).orElseThrow()) {
        bundle.uninstall();
        Residue residue = watch.check(LONG);
        assertThat(residue.classLoaderCollected()).isTrue();
        assertThat(residue.notes())
            .containsExactly(
                "its classes may not see io.ghostbridge.plugin.residue.trace, so what they open is"
                    + " not traced");
      }
    }
  }

  @Test
  void bundlesThatAreNoPluginsAreLoadedAsTheyAre()
      throws BundleException, IOException, InterruptedException {
    try (TestContainer container = new TestContainer(directory);
        ResidueDetector detector = new ResidueDetector(container.context(), any -> false)) {
      Bundle bundle = container.install(Leaks.Temporary.class);
      bundle.start();
      assertThat(bundle.adapt(BundleWiring.class).getRequiredWires(null))
          .noneMatch(wire -> wire.getCapability().toString().contains("residue.trace"));
      try (ResidueWatch watch = detector.watch(bundle).orElseThrow()) {
        bundle.uninstall();
        assertThat(watch.check(LONG).isClean()).isTrue();
      }
    }
  }

  @Test
  void threadsOfTheNewVersionAreNotHeldAgainstTheOldOne()
      throws BundleException, IOException, InterruptedException, ReflectiveOperationException {
    CountDownLatch forever = new CountDownLatch(1);
    System.getProperties().put("test.forever", forever);
    try (TestContainer container = new TestContainer(directory);
        ResidueDetector detector = new ResidueDetector(container.context(), any -> true)) {
      Bundle old = container.install(Leaks.Nothing.class, "1.0.0");
      old.start();
      Bundle fresh = container.install(Leaks.Nothing.class, "2.0.0");
      try (ResidueWatch watch = detector.watch(old).orElseThrow()) {
        old.uninstall();
        fresh.start();
        Thread worker =
            new Thread(
                (Runnable)
                    fresh
                        .loadClass(Leaks.class.getName() + "$Forever")
                        .getDeclaredConstructor()
                        .newInstance());
        worker.start();
        assertThat(watch.check(LONG).lines()).isEmpty();
        forever.countDown();
        worker.join();
      }
    } finally {
      forever.countDown();
      System.getProperties().remove("test.forever");
    }
  }

  @Test
  void aBundleThatWasNeverResolvedLeavesNothing() throws BundleException, IOException {
    try (TestContainer container = new TestContainer(directory);
        ResidueDetector detector = new ResidueDetector(container.context(), any -> true)) {
      assertThat(detector.watch(container.install(Leaks.Nothing.class))).isEmpty();
    }
  }

  /** Lets nobody see the package that woven classes report to. */
  private static final class NoTrace implements ResolverHook {
    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {}

    @Override
    public void filterSingletonCollisions(
        BundleCapability singleton, Collection<BundleCapability> collisionCandidates) {}

    @Override
    public void filterMatches(
        BundleRequirement requirement, Collection<BundleCapability> candidates) {
      candidates.removeIf(
          candidate -> candidate.getAttributes().toString().contains("residue.trace"));
    }

    @Override
    public void end() {}
  }
}
