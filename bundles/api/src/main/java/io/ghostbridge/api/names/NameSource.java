package io.ghostbridge.api.names;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where the names of some zones come from, registered as a service. The resolver asks the source
 * with the longest zone that a name ends with; of two sources for one zone, the one with the higher
 * service ranking.
 *
 * <p>Names given and taken are in the canonical form of {@link NameEntry#name()}. Methods may block
 * and are called on virtual threads, many at a time. What they return is cached until the source
 * says that it changed.
 */
@ConsumerType
public interface NameSource {
  /**
   * Service property, a {@code Boolean}: whether {@link #find}, {@link #hasNamesBelow} and {@link
   * #apex} never wait, be it for a network, a lock that is held long or much input. Then they are
   * also called on event loops, which every client of the loop waits for. Default: false.
   */
  String NON_BLOCKING = "ghost.names.nonblocking";

  /** The zones' names, such as {@code ghost}; the same set for the life of the service. */
  Set<String> zones();

  /** What answers about {@code zone} itself and about absent names are made of. */
  ZoneApex apex(String zone);

  /**
   * The entry of exactly {@code name}, which may be a wildcard such as {@code *.alice.ghost}; empty
   * where there is none.
   *
   * @throws NameSourceException if the source cannot tell now; never cached
   */
  Optional<NameEntry> find(String name) throws NameSourceException;

  /**
   * Whether a name below {@code name} exists, so that {@code name} exists without records (an empty
   * non-terminal, RFC 8020).
   *
   * @throws NameSourceException if the source cannot tell now
   */
  boolean hasNamesBelow(String name) throws NameSourceException;

  /**
   * Tells {@code listener} from now on which names changed: those names, everything below them, and
   * answers that were made without finding them are forgotten before the call returns. A source
   * calls it after the change can be read and before the change is acknowledged to whoever made it.
   *
   * @return what ends the subscription when closed
   */
  Subscription onChange(Consumer<Collection<String>> listener);

  /** A subscription that ends when it is closed; closing twice does nothing more. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
