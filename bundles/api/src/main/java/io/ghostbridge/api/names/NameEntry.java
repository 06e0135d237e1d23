package io.ghostbridge.api.names;

import java.util.List;

/**
 * All that a source says about one name.
 *
 * @param name the name in its canonical form: ASCII (IDN as A-labels), lower case, no final dot
 * @param owner the owner's account, or the empty string where the source knows no owners
 * @param records the records of exactly this name; may be empty
 * @param version the source's version of the data, for the ledger the height of the block whose
 *     state this is
 * @param timestamp seconds since 1970-01-01T00:00:00Z of that version
 */
public record NameEntry(
    String name, String owner, List<NameRecord> records, long version, long timestamp) {
  /** Copies {@code records}. */
  public NameEntry {
    records = List.copyOf(records);
  }
}
