package io.ghostbridge.plugin.manager.internal.change;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** Whether a version's class loader was collected. */
public final class ClassLoaderWatch implements Unloading {
  private static final long POLL_MILLIS = 20;

  private final Duration bound;

  /** Takes how long to wait for the garbage collector. */
  public ClassLoaderWatch(Duration bound) {
    this.bound = bound;
  }

  @Override
  public Mark mark(Bundle bundle) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    return new LoaderMark(new WeakReference<>(wiring == null ? null : wiring.getClassLoader()));
  }

  private final class LoaderMark implements Mark {
    private final WeakReference<@Nullable ClassLoader> loader;

    LoaderMark(WeakReference<@Nullable ClassLoader> loader) {
      this.loader = loader;
    }

    @Override
    public List<String> residue() throws InterruptedException {
      long end = System.nanoTime() + bound.toNanos();
      while (loader.get() != null && System.nanoTime() < end) {
        System.gc();
        Thread.sleep(POLL_MILLIS);
      }
      return residueNow();
    }

    @Override
    public List<String> residueNow() {
      return loader.get() == null ? List.of() : List.of("its class loader is still referenced");
    }
  }
}
