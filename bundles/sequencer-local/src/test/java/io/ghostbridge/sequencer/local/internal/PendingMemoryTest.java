package io.ghostbridge.sequencer.local.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.CommittedTransaction;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PendingMemoryTest {
  private static final SignedTransaction TRANSACTION =
      new SignedTransaction(Bytes.wrap(new byte[1000]), "ed25519", Bytes.EMPTY, Bytes.EMPTY);
  private static final int BYTES = 1000 + PendingMemory.OVERHEAD_BYTES;

  @Test
  void whatDoesNotFitIsRefusedAndLeavesNothingReserved() throws Exception {
    PendingMemory memory = new PendingMemory(2 * BYTES);
    CompletableFuture<CommittedTransaction> first = new CompletableFuture<>();
    memory.reserve(TRANSACTION, first);
    memory.reserve(TRANSACTION, new CompletableFuture<>());
    assertThatThrownBy(() -> memory.reserve(TRANSACTION, new CompletableFuture<>()))
        .isInstanceOf(TransactionRejectedException.class)
        .hasMessageContaining("try again later");
    assertThat(memory.reserved()).isEqualTo(2 * BYTES);
    first.completeExceptionally(new IllegalStateException("refused"));
    assertThat(memory.reserved()).isEqualTo(BYTES);
    memory.reserve(TRANSACTION, new CompletableFuture<>());
  }
}
