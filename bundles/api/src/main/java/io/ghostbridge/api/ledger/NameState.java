package io.ghostbridge.api.ledger;

import io.ghostbridge.api.names.NameRecord;
import java.util.List;

/**
 * The records of a name and the registration that it is under.
 *
 * @param name the name itself: the registered name or one below it
 * @param registration the live registration that governs it
 * @param updatedHeight the height at which the records were last set
 */
public record NameState(
    String name, RegisteredName registration, List<NameRecord> records, long updatedHeight) {
  /** Copies {@code records}. */
  public NameState {
    records = List.copyOf(records);
  }
}
