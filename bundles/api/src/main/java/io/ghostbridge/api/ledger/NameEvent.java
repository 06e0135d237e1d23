package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Hash;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of a name in a block.
 *
 * @param kind what happened
 * @param name the name that changed: a registered name, or for {@link Kind#UPDATED} also one below
 *     it
 * @param transactionId the transaction that did it; null for {@link Kind#EXPIRED}, which time does
 * @param metadata such as {@code owner}, {@code previous_owner}, {@code expiry_height}
 */
public record NameEvent(
    Kind kind, String name, @Nullable Hash transactionId, Map<String, String> metadata) {
  /** Copies {@code metadata}. */
  public NameEvent {
    metadata = Map.copyOf(metadata);
  }

  /** What can happen to a name. */
  public enum Kind {
    /** A free name got an owner. */
    REGISTERED,
    /** Records were replaced. */
    UPDATED,
    /** The owner changed. */
    TRANSFERRED,
    /** The registration was lengthened. */
    RENEWED,
    /** The registration ended and the name is free. */
    EXPIRED;

    /** The name on the wire: lower case. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
