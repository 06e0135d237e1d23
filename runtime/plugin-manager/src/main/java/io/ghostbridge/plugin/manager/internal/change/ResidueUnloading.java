package io.ghostbridge.plugin.manager.internal.change;

import io.ghostbridge.plugin.residue.ResidueDetector;
import io.ghostbridge.plugin.residue.ResidueWatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;

/** Asks the detector of residue. */
public final class ResidueUnloading implements Unloading {
  private final ResidueDetector detector;
  private final Duration bound;

  /**
   * @param bound how long to wait until nothing is left
   */
  public ResidueUnloading(ResidueDetector detector, Duration bound) {
    this.detector = detector;
    this.bound = bound;
  }

  @Override
  public Mark mark(Bundle bundle) {
    return new WatchMark(detector.watch(bundle));
  }

  private final class WatchMark implements Mark {
    private final Optional<ResidueWatch> watch;

    WatchMark(Optional<ResidueWatch> watch) {
      this.watch = watch;
    }

    @Override
    public synchronized List<String> residue() throws InterruptedException {
      return watch.isPresent() ? watch.get().check(bound).lines() : List.of();
    }

    @Override
    public synchronized List<String> residueNow() {
      return watch.isPresent() ? watch.get().now().lines() : List.of();
    }

    @Override
    public synchronized void close() {
      watch.ifPresent(ResidueWatch::close);
    }
  }
}
