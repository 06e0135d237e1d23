package io.ghostbridge.ledger.internal;

import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.BlockListener;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the block listeners that are registered. A listener's object is asked for at its first
 * block only: most listeners use the ledger themselves, and asking while the ledger starts would go
 * round in a circle.
 */
final class BlockListeners implements Consumer<Block>, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BlockListeners.class);

  private final BundleContext context;
  private final ServiceTracker<BlockListener, Listener> tracker;

  BlockListeners(BundleContext context) {
    this.context = context;
    tracker =
        new ServiceTracker<>(context, BlockListener.class, null) {
          @Override
          public Listener addingService(ServiceReference<BlockListener> reference) {
            return new Listener(reference);
          }

          @Override
          public void removedService(ServiceReference<BlockListener> reference, Listener listener) {
            listener.release();
          }
        };
    tracker.open();
  }

  @Override
  public void accept(Block block) {
    for (Listener listener : tracker.getTracked().values()) {
      listener.tell(block);
    }
  }

  @Override
  public void close() {
    tracker.close();
  }

  private final class Listener {
    private final ServiceReference<BlockListener> reference;
    private @org.jspecify.annotations.Nullable BlockListener service;
    private boolean released;

    Listener(ServiceReference<BlockListener> reference) {
      this.reference = reference;
    }

    synchronized void tell(Block block) {
      if (released) {
        return;
      }
      if (service == null) {
        service = context.getService(reference);
      }
      if (service != null) {
        try {
          service.committed(block);
        } catch (RuntimeException e) {
          log.error(
              "event=block_listener_failed height={} listener={}", block.height(), service, e);
        }
      }
    }

    synchronized void release() {
      released = true;
      if (service != null) {
        service = null;
        context.ungetService(reference);
      }
    }
  }
}
