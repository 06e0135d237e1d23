package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.names.NameRecord;
import java.util.List;

/** What a transaction does. Names are in canonical form ({@code NameEntry.name()}). */
public interface Operation {
  /** Moves {@code amount} from the sender to {@code to}. */
  record Transfer(Address to, Amount amount) implements Operation {}

  /**
   * Registers the free second-level {@code name} for the sender, for {@code durationBlocks} blocks.
   */
  record RegisterName(String name, List<NameRecord> records, long durationBlocks)
      implements Operation {
    /** Copies {@code records}. */
    public RegisterName {
      records = List.copyOf(records);
    }
  }

  /**
   * Replaces the records of {@code name}, which the sender registered or which is below such a
   * name. No record removes a name below.
   */
  record UpdateName(String name, List<NameRecord> records) implements Operation {
    /** Copies {@code records}. */
    public UpdateName {
      records = List.copyOf(records);
    }
  }

  /** Gives the registered {@code name}, with everything below it, to {@code newOwner}. */
  record TransferName(String name, Address newOwner) implements Operation {}

  /** Lengthens the registration of {@code name} by {@code durationBlocks} blocks. */
  record RenewName(String name, long durationBlocks) implements Operation {}
}
