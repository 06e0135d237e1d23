package io.ghostbridge.ledger.internal.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.LedgerView;
import io.ghostbridge.api.ledger.NameEvent;
import io.ghostbridge.api.ledger.Receipt;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.names.NameRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamesTest {
  private static final NameRecord A = new NameRecord("A", "192.0.2.1", 0, 300);

  @TempDir Path directory;
  private TestNode node;
  private final TestAccount rich = TestNode.rich();
  private final TestAccount bob = new TestAccount(7);

  @BeforeEach
  void start() throws Exception {
    node = new TestNode(directory);
    node.commit(rich.transfer(bob.address(), Amount.ofGhost(100)));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aNameIsRegisteredUpdatedTransferredRenewedAndExpires() throws Exception {
    Block registered = node.commit(bob.register("alice.ghost", 5, A));
    assertThat(registered.receipts().getFirst().feePaid())
        .isEqualTo(TestAccount.FEE.plus(TestAccount.REGISTRATION));
    assertThat(kinds(registered)).containsExactly(NameEvent.Kind.REGISTERED);
    assertThat(node.chain.view().name("alice.ghost").orElseThrow().records()).containsExactly(A);
    assertThat(node.chain.view().hasNamesBelow("alice.ghost")).isFalse();
    node.commit(
        bob.update("www.alice.ghost", List.of(A)),
        bob.update("*.alice.ghost", List.of(A)),
        bob.update("_443._tcp.alice.ghost", List.of(A)));
    LedgerView view = node.chain.view();
    assertThat(view.name("*.alice.ghost")).isPresent();
    assertThat(view.hasNamesBelow("alice.ghost")).isTrue();
    assertThat(view.hasNamesBelow("_tcp.alice.ghost")).isTrue();
    assertThat(view.hasNamesBelow("ghost")).isTrue();
    assertThat(view.hasNamesBelow("lice.ghost")).isFalse();
    node.commit(bob.update("*.alice.ghost", List.of()));
    assertThat(node.chain.view().name("*.alice.ghost")).isEmpty();
    node.commit(bob.give("alice.ghost", rich.address()));
    assertThat(node.chain.view().namesOf(bob.address(), 10)).isEmpty();
    assertThat(node.chain.view().namesOf(rich.address(), 10)).containsExactly("alice.ghost");
    assertThat(node.run(bob.update("alice.ghost", List.of())).failureReason())
        .isEqualTo("NOT_OWNER");
    assertThat(node.chain.head().height()).isEqualTo(6);
    // Height 7 would free it.
    node.commit(rich.renew("alice.ghost", 3));
    assertThat(node.chain.head().height()).isEqualTo(7);
    assertThat(node.chain.view().registration("alice.ghost")).isEmpty();
  }

  @Test
  void renewingInTimeKeepsTheName() throws Exception {
    node.commit(bob.register("alice.ghost", 2));
    node.commit(bob.renew("alice.ghost", 3));
    assertThat(node.chain.view().registration("alice.ghost").orElseThrow().expiryHeight())
        .isEqualTo(7);
    node.empty(3);
    assertThat(node.chain.view().registration("alice.ghost")).isPresent();
    node.empty(1);
    assertThat(node.chain.view().registration("alice.ghost")).isEmpty();
  }

  @Test
  void anExpiredNameGoesWithEverythingBelowItAndIsFreeInTheSameBlock() throws Exception {
    node.commit(bob.register("alice.ghost", 3, A), bob.register("alicex.ghost", 50, A));
    node.commit(bob.update("a.b.alice.ghost", List.of(A)));
    node.empty(1);
    Block block = node.commit(rich.register("alice.ghost", 5));
    assertThat(block.height()).isEqualTo(5);
    assertThat(kinds(block)).containsExactly(NameEvent.Kind.EXPIRED, NameEvent.Kind.REGISTERED);
    assertThat(block.nameEvents().getFirst().transactionId()).isNull();
    assertThat(block.nameEvents().getFirst().metadata())
        .containsEntry("previous_owner", bob.address().toString());
    LedgerView view = node.chain.view();
    assertThat(view.name("a.b.alice.ghost")).isEmpty();
    assertThat(view.name("alice.ghost").orElseThrow().records()).isEmpty();
    assertThat(view.namesOf(bob.address(), 10)).containsExactly("alicex.ghost");
    assertThat(node.chain.viewAt(4).name("a.b.alice.ghost")).isPresent();
    assertThat(node.chain.verifyState()).isEmpty();
  }

  @Test
  void failedOperationsPayTheMinimumFeeAndSayWhy() throws Exception {
    node.commit(rich.register("taken.ghost", 50, A));
    Map<SignedTransaction, String> failing = new LinkedHashMap<>();
    failing.put(bob.register("taken.ghost", 5), "NAME_TAKEN");
    failing.put(bob.update("taken.ghost", List.of(A)), "NOT_OWNER");
    failing.put(bob.update("www.taken.ghost", List.of(A)), "NOT_OWNER");
    failing.put(bob.update("free.ghost", List.of(A)), "NAME_NOT_FOUND");
    failing.put(bob.renew("free.ghost", 1), "NAME_NOT_FOUND");
    failing.put(bob.give("www.taken.ghost", rich.address()), "NAME_NOT_FOUND");
    failing.put(bob.register("a.b.ghost", 5), "INVALID_NAME");
    failing.put(bob.register("ghost", 5), "INVALID_NAME");
    failing.put(bob.register("Upper.ghost", 5), "INVALID_NAME");
    failing.put(bob.register("x.example", 5), "INVALID_NAME");
    failing.put(bob.register("new.ghost", 0), "INVALID_DURATION");
    failing.put(
        bob.register("new.ghost", 5, new NameRecord("A", "not an address", 0, 1)),
        "INVALID_RECORD");
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<SignedTransaction, String> entry : failing.entrySet()) {
      Amount before = node.chain.view().account(bob.address()).balance();
      Receipt receipt = node.run(entry.getKey());
      Amount paid = before.minus(node.chain.view().account(bob.address()).balance());
      if (receipt.succeeded()
          || !receipt.failureReason().equals(entry.getValue())
          || !paid.equals(TestAccount.FEE)
          || !receipt.feePaid().equals(TestAccount.FEE)) {
        wrong.add(entry.getValue() + ": " + receipt + ", paid " + paid);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(node.chain.view().registration("new.ghost")).isEmpty();
  }

  private static List<NameEvent.Kind> kinds(Block block) {
    return block.nameEvents().stream().map(NameEvent::kind).toList();
  }
}
