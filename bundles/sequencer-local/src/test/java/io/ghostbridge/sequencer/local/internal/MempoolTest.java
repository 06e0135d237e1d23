package io.ghostbridge.sequencer.local.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Operation;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.api.ledger.TransactionRejectedException.Reason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MempoolTest {
  private static final int BODY_BYTES = 100;

  private final Mempool mempool = new Mempool(10, 5);

  private static Pending pending(int sender, long nonce) {
    return pending(sender, nonce, 0);
  }

  private static Pending pending(int sender, long nonce, int variant) {
    Address address = Address.wrap(ByteBuffer.allocate(Address.SIZE).putInt(sender).array());
    byte[] id =
        ByteBuffer.allocate(Hash.SIZE).putInt(sender).putLong(nonce).putInt(variant).array();
    SignedTransaction signed =
        new SignedTransaction(
            Bytes.wrap(new byte[BODY_BYTES]), "ed25519", Bytes.EMPTY, Bytes.EMPTY);
    return new Pending(
        new Transaction(
            Hash.wrap(id),
            address,
            nonce,
            Amount.ZERO,
            100,
            new Operation.Transfer(address, Amount.ZERO),
            signed),
        new CompletableFuture<>());
  }

  private List<Pending> add(Pending... all) throws TransactionRejectedException {
    for (Pending each : all) {
      mempool.add(each);
    }
    return List.of(all);
  }

  private void assertRefused(Reason reason, Pending pending) {
    assertThatThrownBy(() -> mempool.add(pending))
        .isInstanceOfSatisfying(
            TransactionRejectedException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  @Test
  void sendersComeInTheirOrderAndTheirTransactionsByNonce() throws Exception {
    Pending second = pending(1, 8);
    Pending other = pending(2, 3);
    Pending first = pending(1, 7);
    add(second, other, first);
    assertThat(mempool.candidates(10, 10_000)).containsExactly(first, second, other);
  }

  @Test
  void whatFollowsAGapWaitsAndGoesOnceTheGapIsClosed() throws Exception {
    Pending first = pending(1, 0);
    Pending third = pending(1, 2);
    add(first, third);
    assertThat(mempool.candidates(10, 10_000)).containsExactly(first);
    assertThat(mempool.hasStuck()).isTrue();
    Pending second = pending(1, 1);
    add(second);
    assertThat(mempool.candidates(10, 10_000)).containsExactly(first, second, third);
    assertThat(mempool.hasStuck()).isFalse();
  }

  @Test
  void aSenderThatIsAheadOfItsAccountIsNotProposedAgainUntilAnEarlierNonceComes() throws Exception {
    Pending ahead = pending(1, 5);
    add(ahead);
    mempool.markAhead(List.of(ahead));
    assertThat(mempool.candidates(10, 10_000)).isEmpty();
    assertThat(mempool.awaitReady(0)).isFalse();
    Pending earlier = pending(1, 4);
    add(earlier);
    assertThat(mempool.candidates(10, 10_000)).containsExactly(earlier, ahead);
  }

  @Test
  void whatWaitsTooLongForAnEarlierNonceIsTakenOut() throws Exception {
    Pending first = pending(1, 0);
    Pending third = pending(1, 2);
    add(first, third);
    assertThat(mempool.takeStuck(Long.MAX_VALUE / 2, 0)).isEmpty();
    assertThat(mempool.takeStuck(0, Long.MAX_VALUE / 2)).containsExactly(third);
    assertThat(mempool.takeAll()).containsExactly(first);
  }

  @Test
  void aSecondTransactionWithANonceIsRefused() throws Exception {
    add(pending(1, 0));
    assertRefused(Reason.DUPLICATE, pending(1, 0));
    assertRefused(Reason.DUPLICATE, pending(1, 0, 1));
    assertThat(mempool.takeAll()).hasSize(1);
  }

  @Test
  void boundsHoldForOneSenderAndForAll() throws Exception {
    for (int nonce = 0; nonce < 5; nonce++) {
      add(pending(1, nonce));
    }
    assertRefused(Reason.TOO_MANY_PENDING, pending(1, 5));
    for (int nonce = 0; nonce < 5; nonce++) {
      add(pending(2, nonce));
    }
    assertRefused(Reason.TOO_MANY_PENDING, pending(3, 0));
    mempool.remove(mempool.candidates(1, 10_000));
    add(pending(3, 0));
  }

  @Test
  void aBlockTakesNoMoreThanItsTransactionsAndBytes() throws Exception {
    List<Pending> all = add(pending(1, 0), pending(1, 1), pending(2, 0));
    assertThat(mempool.candidates(2, 10_000)).isEqualTo(all.subList(0, 2));
    assertThat(mempool.candidates(10, 2 * BODY_BYTES)).isEqualTo(all.subList(0, 2));
    assertThat(mempool.candidates(10, 1)).isEqualTo(all.subList(0, 1));
  }

  @Test
  void whatIsInABlockIsNotProposedAgain() throws Exception {
    List<Pending> all = add(pending(1, 0), pending(1, 1), pending(2, 0));
    mempool.remove(all.subList(0, 1));
    assertThat(mempool.candidates(10, 10_000)).containsExactly(all.get(2), all.get(1));
  }

  @Test
  void aClosedMempoolTakesNothingAndWaitsForNothing() throws Exception {
    mempool.close();
    assertRefused(Reason.UNAVAILABLE, pending(1, 0));
    assertThat(mempool.awaitReady(Long.MAX_VALUE)).isFalse();
  }

  private static Pending contract(int sender, long nonce, long maxFee, long tip) {
    Pending like = pending(sender, nonce, (int) (maxFee * 1000 + tip));
    Transaction transaction = like.transaction();
    Operation.Call call =
        new Operation.Call(
            transaction.sender(), Bytes.EMPTY, Amount.ZERO, 21_000, amount(maxFee), amount(tip));
    return new Pending(
        new Transaction(
            transaction.id(),
            transaction.sender(),
            nonce,
            Amount.ZERO,
            100,
            call,
            transaction.signed()),
        new CompletableFuture<>());
  }

  private static Amount amount(long atto) {
    return new Amount(java.math.BigInteger.valueOf(atto));
  }

  @Test
  void contractsComeByWhatTheyPayTheProposer() throws Exception {
    mempool.setBaseFee(amount(100));
    Pending poor = contract(1, 0, 110, 50);
    Pending rich = contract(2, 0, 200, 50);
    Pending next = contract(2, 1, 130, 30);
    Pending late = contract(3, 0, 200, 20);
    add(poor, rich, next, late);
    assertThat(mempool.candidates(10, 10_000)).containsExactly(rich, next, late, poor);
  }

  @Test
  void whatDoesNotPayTheBaseFeeWaitsAndHoldsUpWhatFollows() throws Exception {
    mempool.setBaseFee(amount(100));
    Pending low = contract(1, 0, 99, 1);
    Pending high = contract(1, 1, 300, 1);
    add(low, high);
    assertThat(mempool.candidates(10, 10_000)).isEmpty();
    assertThat(mempool.awaitReady(0)).isFalse();
    assertThat(mempool.hasStuck()).as("nothing waits for a nonce").isFalse();
    mempool.setBaseFee(amount(99));
    assertThat(mempool.candidates(10, 10_000)).containsExactly(low, high);
    mempool.setBaseFee(amount(100));
    assertThat(mempool.takeUnpaid(0)).containsExactly(low, high);
  }

  @Test
  void nativesAndContractsTakeTurns() throws Exception {
    Pending first = contract(1, 0, 10, 1);
    Pending second = contract(2, 0, 10, 1);
    List<Pending> natives = add(pending(3, 0), pending(4, 0), pending(5, 0));
    add(first, second);
    assertThat(mempool.candidates(4, 10_000))
        .containsExactly(natives.get(0), first, natives.get(1), second);
  }

  @Test
  void aTenthMoreTakesThePlaceOfAnotherWithTheNonce() throws Exception {
    Pending holder = contract(1, 0, 100, 10);
    add(holder);
    assertRefused(Reason.UNDERPRICED, contract(1, 0, 109, 20));
    assertRefused(Reason.UNDERPRICED, contract(1, 0, 200, 10));
    assertRefused(Reason.DUPLICATE, pending(1, 0, 7));
    Pending better = contract(1, 0, 110, 11);
    add(better);
    assertThat(holder.outcome()).isCompletedExceptionally();
    assertThat(mempool.candidates(10, 10_000)).containsExactly(better);
    assertThat(mempool.get(holder.transaction().id())).isEmpty();
    assertThat(mempool.get(better.transaction().id())).contains(better.transaction());
    assertThat(mempool.size()).isOne();
  }

  @Test
  void aFullPoolGivesUpWhatPaysLeast() throws Exception {
    Pending least = contract(1, 0, 100, 1);
    add(least);
    for (int sender = 2; sender <= 10; sender++) {
      add(contract(sender, 0, 100, 5));
    }
    assertRefused(Reason.TOO_MANY_PENDING, contract(11, 0, 100, 1));
    add(contract(11, 0, 100, 2));
    assertThat(least.outcome()).isCompletedExceptionally();
    assertThat(mempool.size()).isEqualTo(10);
  }
}
