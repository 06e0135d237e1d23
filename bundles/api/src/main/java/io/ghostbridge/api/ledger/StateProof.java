package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value of a named store, or its absence, with ICS-23 proofs up to the state root of the block at
 * {@code height}.
 *
 * @param value the value, or null where the proof shows that the key is absent
 * @param proofs serialized {@code cosmos.ics23.v1.CommitmentProof} messages: of the key in its
 *     store, then of the store's root in the state root
 */
public record StateProof(long height, @Nullable Bytes value, List<Bytes> proofs) {
  /** Copies {@code proofs}. */
  public StateProof {
    proofs = List.copyOf(proofs);
  }
}
