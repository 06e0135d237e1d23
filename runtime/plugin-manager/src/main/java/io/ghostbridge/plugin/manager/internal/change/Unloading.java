package io.ghostbridge.plugin.manager.internal.change;

import java.util.List;
import org.osgi.framework.Bundle;

/** Looks for what a plugin left behind. */
public interface Unloading {
  /** Remembers a version that runs, without keeping it. */
  Mark mark(Bundle bundle);

  /** A version that was, or will be, taken away. */
  interface Mark extends AutoCloseable {
    /**
     * What is left of it, one line each; waits for a bounded time until nothing is. To be called
     * after it was uninstalled.
     */
    List<String> residue() throws InterruptedException;

    /** What is left of it now, without waiting. */
    List<String> residueNow();

    /** Its residue is no longer of interest. */
    @Override
    void close();
  }
}
