package io.ghostbridge.api.ledger;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told of each block after it is durable and readable and before its transactions are
 * acknowledged or streamed to anybody: the place to forget what the block made stale. Registered as
 * a service.
 */
@ConsumerType
public interface BlockListener {
  /**
   * Called on the committing thread, one block at a time, in order. Must be quick, must not block,
   * must not throw.
   */
  void committed(Block block);
}
