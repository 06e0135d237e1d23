package io.ghostbridge.ledger.internal.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.BlockExecutor.Proposal;
import io.ghostbridge.api.ledger.HeightUnavailableException;
import io.ghostbridge.api.ledger.LedgerView;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.api.ledger.TransactionRejectedException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainTest {
  private static final Address BOB = new TestAccount(7).address();

  @TempDir Path directory;

  @Test
  void genesisGivesTheWholeSupplyToTheOneAccount() throws Exception {
    try (TestNode node = new TestNode(directory)) {
      assertThat(node.chain.head().height()).isZero();
      assertThat(node.chain.view().totalSupply()).isEqualTo(TestNode.SUPPLY);
      assertThat(node.chain.view().account(TestNode.RICH.address()).balance())
          .isEqualTo(TestNode.SUPPLY);
    }
  }

  @Test
  void transferMovesTheAmountAndGivesTheFeeToTheProposer() throws Exception {
    try (TestNode node = new TestNode(directory)) {
      TestAccount rich = TestNode.rich();
      Block block = node.commit(rich.transfer(BOB, Amount.ofGhost(5)));
      LedgerView view = node.chain.view();
      assertThat(view.height()).isEqualTo(1);
      assertThat(view.account(BOB).balance()).isEqualTo(Amount.ofGhost(5));
      assertThat(view.account(rich.address()).nonce()).isEqualTo(1);
      assertThat(
              view.account(Address.ofEd25519(TestNode.PRODUCER.publicKey().unsafeArray()))
                  .balance())
          .isEqualTo(TestAccount.FEE);
      assertThat(block.receipts().getFirst().succeeded()).isTrue();
      assertThat(node.heard).containsExactly(block);
      assertThat(node.chain.block(block.hash())).contains(block);
      assertThat(node.chain.transaction(block.transactions().getFirst().id()))
          .hasValueSatisfying(found -> assertThat(found.blockHash()).isEqualTo(block.hash()));
      assertThat(node.chain.verifyState()).isEmpty();
    }
  }

  @Test
  void equalBodiesOfTwoSendersAreTwoTransactions() throws Exception {
    try (TestNode node = new TestNode(directory)) {
      TestAccount rich = TestNode.rich();
      TestAccount first = new TestAccount(101);
      TestAccount second = new TestAccount(102);
      node.commit(
          rich.transfer(first.address(), Amount.ofGhost(2)),
          rich.transfer(second.address(), Amount.ofGhost(2)));
      SignedTransaction one = first.transfer(BOB, Amount.ofGhost(1));
      SignedTransaction other = second.transfer(BOB, Amount.ofGhost(1));
      assertThat(one.body()).isEqualTo(other.body());
      Block block = node.commit(one, other);
      assertThat(block.transactions()).hasSize(2);
      assertThat(block.transactions().getFirst().id())
          .isNotEqualTo(block.transactions().getLast().id());
      assertThat(node.chain.view().account(BOB).balance()).isEqualTo(Amount.ofGhost(2));
    }
  }

  @Test
  void everyReasonToRefuseIsNamed() throws Exception {
    try (TestNode node = new TestNode(directory)) {
      TestAccount rich = TestNode.rich();
      SignedTransaction first = rich.transfer(BOB, Amount.ofGhost(1));
      node.commit(first);
      Map<Reason, SignedTransaction> wrong = new TreeMap<>();
      wrong.put(Reason.DUPLICATE, first);
      wrong.put(Reason.NONCE_TOO_LOW, TestNode.rich().transfer(BOB, Amount.ofGhost(2)));
      wrong.put(
          Reason.WRONG_CHAIN,
          rich.sign(
              rich.body(TestAccount.FEE)
                  .setChainId("other")
                  .setTransfer(transfer(Amount.ofGhost(1)))));
      wrong.put(
          Reason.FEE_TOO_LOW,
          rich.sign(rich.body(Amount.ZERO).setTransfer(transfer(Amount.ofGhost(1)))));
      wrong.put(
          Reason.EXPIRED,
          rich.sign(
              rich.body(TestAccount.FEE)
                  .setExpiryHeight(1)
                  .setTransfer(transfer(Amount.ofGhost(1)))));
      wrong.put(
          Reason.EXPIRY_TOO_FAR,
          rich.sign(
              rich.body(TestAccount.FEE)
                  .setExpiryHeight(1_000_000)
                  .setTransfer(transfer(Amount.ofGhost(1)))));
      wrong.put(Reason.INSUFFICIENT_BALANCE, rich.transfer(BOB, Amount.ofGhost(2_000_000_000)));
      wrong.put(
          Reason.BAD_SIGNATURE,
          rich.signOnly(
              rich.body(TestAccount.FEE).setTransfer(transfer(Amount.ofGhost(1))),
              body -> {
                body[body.length - 1] ^= 1;
                return body;
              }));
      wrong.put(Reason.MALFORMED, rich.sign(rich.body(TestAccount.FEE)));
      wrong.put(
          Reason.TOO_LARGE,
          new SignedTransaction(
              Bytes.wrap(new byte[65_537]), "ed25519", rich.key().publicKey(), Bytes.EMPTY));
      wrong.put(
          Reason.UNKNOWN_ALGORITHM,
          new SignedTransaction(first.body(), "rot13", first.publicKey(), first.signature()));
      List<String> failures = new ArrayList<>();
      wrong.forEach(
          (reason, transaction) -> {
            try {
              node.chain.check(transaction);
              failures.add(reason + ": accepted");
            } catch (TransactionRejectedException e) {
              if (e.reason() != reason) {
                failures.add(reason + ": " + e.reason() + " " + e.getMessage());
              }
            }
          });
      assertThat(failures).isEmpty();
    }
  }

  private static io.ghostbridge.proto.ledger.v1.Transfer transfer(Amount amount) {
    return io.ghostbridge.proto.ledger.v1.Transfer.newBuilder()
        .setTo(TestAccount.bytes(20))
        .setAmount(io.ghostbridge.ledger.internal.codec.Proto.of(amount))
        .build();
  }

  @Test
  void unknownFieldsAreRefused() throws Exception {
    try (TestNode node = new TestNode(directory)) {
      TestAccount rich = TestNode.rich();
      byte[] body =
          rich.body(TestAccount.FEE).setTransfer(transfer(Amount.ZERO)).build().toByteArray();
      byte[] longer = java.util.Arrays.copyOf(body, body.length + 3);
      longer[body.length] = (byte) 0xf8;
      longer[body.length + 1] = 0x07;
      longer[body.length + 2] = 0x01;
      SignedTransaction transaction =
          new SignedTransaction(
              Bytes.wrap(longer), "ed25519", rich.key().publicKey(), Bytes.wrap(new byte[64]));
      assertThatThrownBy(() -> node.chain.check(transaction))
          .isInstanceOfSatisfying(
              TransactionRejectedException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED))
          .hasMessageContaining("127");
    }
  }

  @Test
  void aNonceAheadIsDeferredAndOneBehindIsRejected() throws Exception {
    try (TestNode node = new TestNode(directory)) {
      TestAccount rich = TestNode.rich();
      Transaction first = node.chain.check(rich.transfer(BOB, Amount.ofGhost(1)));
      Transaction second = node.chain.check(rich.transfer(BOB, Amount.ofGhost(1)));
      Transaction third = node.chain.check(rich.transfer(BOB, Amount.ofGhost(1)));
      Transaction rival = node.chain.check(TestNode.rich().transfer(BOB, Amount.ofGhost(9)));
      Proposal proposal =
          node.chain.propose(
              List.of(third, first, rival, second), 1, TestNode.PRODUCER.publicKey());
      assertThat(proposal.included()).containsExactly(first, second);
      assertThat(proposal.deferred()).containsExactly(third);
      assertThat(proposal.rejected()).containsOnlyKeys(rival);
      assertThat(proposal.header().timeMillis()).isEqualTo(node.chain.head().header().timeMillis());
    }
  }

  @Test
  void aTransactionThatNoCheckSawIsVerifiedWhenProposed() throws Exception {
    try (TestNode node = new TestNode(directory)) {
      Transaction real = node.chain.check(TestNode.rich().transfer(BOB, Amount.ofGhost(1)));
      Transaction forged =
          new Transaction(
              real.id(),
              real.sender(),
              real.nonce(),
              real.fee(),
              real.expiryHeight(),
              new io.ghostbridge.api.ledger.Operation.Transfer(BOB, Amount.ofGhost(1000)),
              real.signed());
      Proposal proposal = node.chain.propose(List.of(forged), 1, TestNode.PRODUCER.publicKey());
      assertThat(proposal.included()).isEmpty();
      assertThat(proposal.rejected()).containsOnlyKeys(forged);
    }
  }

  @Test
  void aBlockWithAWrongSignatureOrParentIsNotCommitted() throws Exception {
    try (TestNode node = new TestNode(directory)) {
      Proposal proposal = node.chain.propose(List.of(), 1, TestNode.PRODUCER.publicKey());
      assertThatThrownBy(() -> node.chain.commit(proposal, Bytes.wrap(new byte[64])))
          .isInstanceOf(IllegalArgumentException.class);
      node.commit(proposal);
      assertThatThrownBy(() -> node.commit(proposal)).isInstanceOf(IllegalStateException.class);
      assertThat(node.chain.head().height()).isEqualTo(1);
    }
  }

  @Test
  void everythingIsThereAfterACleanRestart() throws Exception {
    Block head;
    try (TestNode node = new TestNode(directory)) {
      TestAccount rich = TestNode.rich();
      node.commit(rich.transfer(BOB, Amount.ofGhost(5)), rich.register("alice.ghost", 50));
      head = node.commit(rich.transfer(BOB, Amount.ofGhost(1)));
    }
    try (TestNode node = new TestNode(directory)) {
      assertThat(node.chain.head()).isEqualTo(head);
      assertThat(node.chain.view().account(BOB).balance()).isEqualTo(Amount.ofGhost(6));
      assertThat(node.chain.viewAt(1).account(BOB).balance()).isEqualTo(Amount.ofGhost(5));
      assertThat(node.chain.viewAt(0).registration("alice.ghost")).isEmpty();
      assertThat(node.chain.block(1).orElseThrow().nameEvents()).hasSize(1);
      node.commit(TestNode.rich().withNonce(3).transfer(BOB, Amount.ofGhost(1)));
    }
  }

  @Test
  void aKeptViewStaysAtItsBlockHoweverLongItIsKept() throws Exception {
    try (TestNode node = new TestNode(directory)) {
      TestAccount rich = TestNode.rich();
      node.commit(rich.transfer(BOB, Amount.ofGhost(1)), rich.register("alice.ghost", 100));
      LedgerView kept = node.chain.view();
      for (int i = 0; i < 3 * TestNode.RETAINED; i++) {
        node.commit(rich.transfer(BOB, Amount.ofGhost(1)), rich.register("n" + i + ".ghost", 100));
      }
      assertThat(kept.account(BOB).balance()).isEqualTo(Amount.ofGhost(1));
      assertThat(kept.namesOf(rich.address(), 100)).containsExactly("alice.ghost");
      assertThat(node.chain.view().namesOf(rich.address(), 100)).hasSize(1 + 3 * TestNode.RETAINED);
      assertThatThrownBy(() -> kept.prove("accounts", BOB.bytes()))
          .isInstanceOf(HeightUnavailableException.class);
      assertThatThrownBy(() -> node.chain.viewAt(1))
          .isInstanceOfSatisfying(
              HeightUnavailableException.class, e -> assertThat(e.pruned()).isTrue());
      assertThatThrownBy(() -> node.chain.viewAt(1000))
          .isInstanceOfSatisfying(
              HeightUnavailableException.class, e -> assertThat(e.pruned()).isFalse());
    }
  }

  @Test
  void aSecondNodeOnTheSameDirectoryIsRefused() throws Exception {
    try (TestNode node = new TestNode(directory)) {
      assertThat(node.chain.head().height()).isZero();
      assertThatThrownBy(() -> new TestNode(directory))
          .isInstanceOf(LedgerStartException.class)
          .hasMessageContaining("another process works on");
    }
  }

  @Test
  void aConfigurationThatContradictsTheChainIsRefused() throws Exception {
    new TestNode(directory).close();
    assertThatThrownBy(
            () ->
                new TestNode(
                    TestNode.settings(
                        directory, TestNode.parameters("ghost-other"), Optional.empty(), 1 << 20)))
        .isInstanceOf(LedgerStartException.class)
        .hasMessageContaining("chain_id = ghost-test")
        .hasMessageContaining("ghost-other");
    SortedMap<Address, Amount> others = new TreeMap<>(Map.of(BOB, Amount.ofGhost(1)));
    assertThatThrownBy(
            () ->
                new TestNode(
                    TestNode.settings(
                        directory,
                        TestNode.parameters("ghost-test"),
                        Optional.of(others),
                        1 << 20)))
        .isInstanceOf(LedgerStartException.class)
        .hasMessageContaining("other allocations");
    new TestNode(directory).close();
  }
}
