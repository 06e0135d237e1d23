package io.ghostbridge.ledger.internal.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.StateProof;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.names.NameRecord;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConservationTest {
  private static final int ACCOUNTS = 12;

  @TempDir Path directory;

  /** {@code verifyState} adds up all accounts and makes trees and indexes again. */
  @Test
  void randomBlocksNeitherMakeNorLoseAmountsAndEveryRootCanBeRecomputed() throws Exception {
    Random random = new Random(20260101);
    List<TestAccount> accounts = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      accounts.add(new TestAccount(100 + i));
    }
    try (TestNode node = new TestNode(directory)) {
      TestAccount rich = TestNode.rich();
      for (TestAccount account : accounts) {
        node.commit(rich.transfer(account.address(), Amount.ofGhost(20)));
      }
      for (int round = 0; round < 60; round++) {
        List<Transaction> candidates = new ArrayList<>();
        for (int i = random.nextInt(8); i >= 0; i--) {
          TestAccount sender = accounts.get(random.nextInt(ACCOUNTS));
          try {
            candidates.add(node.chain.check(randomTransaction(random, sender, accounts)));
          } catch (io.ghostbridge.api.ledger.TransactionRejectedException e) {
            sender.withNonce(sender.nonce() - 1);
          }
        }
        Block block = node.commit(node.chain.propose(candidates, 0, TestNode.PRODUCER.publicKey()));
        for (TestAccount account : accounts) {
          account.withNonce(node.chain.view().account(account.address()).nonce());
        }
        assertThat(node.chain.verifyState()).as("after block %s", block.height()).isEmpty();
      }
    }
    try (TestNode node = new TestNode(directory)) {
      assertThat(node.chain.verifyState()).isEmpty();
      StateProof proof = node.chain.view().prove("accounts", accounts.getFirst().address().bytes());
      assertThat(proof.proofs()).hasSize(2);
    }
  }

  private static SignedTransaction randomTransaction(
      Random random, TestAccount sender, List<TestAccount> accounts) {
    TestAccount other = accounts.get(random.nextInt(accounts.size()));
    String name = "n" + random.nextInt(10) + ".ghost";
    NameRecord record = new NameRecord("A", "192.0.2." + random.nextInt(300), 0, 60);
    return switch (random.nextInt(6)) {
      case 0, 1 -> sender.transfer(other.address(), new Amount(new BigInteger(65, random)));
      case 2 -> sender.register(name, random.nextInt(12), record);
      case 3 -> sender.update("x" + random.nextInt(3) + "." + name, List.of(record));
      case 4 -> sender.give(name, other.address());
      default -> sender.renew(name, 1 + random.nextInt(5));
    };
  }

  @Test
  void anAccountThatPaysItselfAndItsOwnBlockKeepsItsBalance() throws Exception {
    try (TestNode node = new TestNode(directory)) {
      TestAccount rich = TestNode.rich();
      Transaction transaction = node.chain.check(rich.transfer(rich.address(), Amount.ofGhost(7)));
      var proposal = node.chain.propose(List.of(transaction), 0, rich.key().publicKey());
      node.chain.commit(
          proposal, Bytes.wrap(rich.key().sign(proposal.signedBytes().unsafeArray())));
      assertThat(node.chain.view().account(rich.address()).balance()).isEqualTo(TestNode.SUPPLY);
    }
  }
}
