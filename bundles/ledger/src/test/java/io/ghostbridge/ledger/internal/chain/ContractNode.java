package io.ghostbridge.ledger.internal.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Receipt;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.api.ledger.TransactionRejectedException.Reason;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.rlp.RlpWriter;
import io.ghostbridge.ledger.internal.ContractLedgerService;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A node with an account that deploys and calls contracts, as tests of contracts begin. */
abstract class ContractNode {
  static final Word SLOT = Word.ZERO;

  @TempDir Path directory;

  final EthereumSender alice = new EthereumSender(5);
  TestNode node;
  TestAccount rich;

  @BeforeEach
  void start() throws Exception {
    node = new TestNode(directory);
    rich = TestNode.rich();
    node.commit(rich.transfer(alice.address(), Amount.ofGhost(1000)));
  }

  @AfterEach
  void stop() {
    assertThat(node.chain.verifyState()).isEmpty();
    node.close();
  }

  static Address contractOf(Address sender, long nonce) {
    byte[] rlp = new RlpWriter().list(l -> l.bytes(sender.bytes()).number(nonce)).toByteArray();
    return Address.wrap(Arrays.copyOfRange(Keccak.hash(rlp).bytes().unsafeArray(), 12, Hash.SIZE));
  }

  Address deployed(Bytes code) throws Exception {
    Receipt receipt = node.run(alice.deploy(code));
    assertThat(receipt.succeeded()).as(receipt.failureMessage()).isTrue();
    return receipt.contract().orElseThrow().contractAddress().orElseThrow();
  }

  ContractLedgerService contracts() {
    return new ContractLedgerService(node.chain);
  }

  Amount balance(Address address) {
    return node.chain.view().account(address).balance();
  }

  void assertRefused(Reason reason, SignedTransaction transaction) {
    assertThatThrownBy(() -> node.chain.check(transaction))
        .isInstanceOfSatisfying(
            TransactionRejectedException.class,
            refusal -> assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason));
  }

  static long output(TransactionResult result) {
    return new BigInteger(1, result.execution().output().unsafeArray()).longValueExact();
  }
}
