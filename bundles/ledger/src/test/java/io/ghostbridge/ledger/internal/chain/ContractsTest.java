package io.ghostbridge.ledger.internal.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.AccountOverride;
import io.ghostbridge.api.ledger.AccountProof;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.ContractLog;
import io.ghostbridge.api.ledger.ContractView;
import io.ghostbridge.api.ledger.GasEstimate;
import io.ghostbridge.api.ledger.LogFilter;
import io.ghostbridge.api.ledger.Receipt;
import io.ghostbridge.api.ledger.TransactionRejectedException.Reason;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.transaction.EthereumAccount;
import io.ghostbridge.ethereum.trie.TrieProof;
import io.ghostbridge.ledger.internal.codec.Proto;
import io.ghostbridge.proto.ledger.v1.CallContract;
import io.ghostbridge.proto.ledger.v1.DeployContract;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Contracts in blocks: what they cost, change, prove and leave behind. */
class ContractsTest extends ContractNode {
  @Test
  void aContractIsMadeCalledAndItsEventsAreFound() throws Exception {
    Address counter = deployed(EthereumSender.COUNTER);
    assertThat(counter).isEqualTo(contractOf(alice.address(), 0));
    Block block = node.commit(alice.call(counter), alice.call(counter));
    Receipt second = block.receipts().get(1);
    var contract = second.contract().orElseThrow();
    assertThat(new BigInteger(1, contract.output().unsafeArray())).isEqualTo(BigInteger.TWO);
    assertThat(contract.firstLogIndex()).isOne();
    assertThat(contract.cumulativeGasUsed()).isEqualTo(block.header().gasUsed());
    assertThat(contracts().contracts().storage(counter, SLOT)).isEqualTo(Word.of(2));

    LogFilter filter = new LogFilter(Set.of(counter), List.of(Set.of(Word.of(0xbeef))));
    List<ContractLog> logs = contracts().logs(filter, 0, 100, 10);
    assertThat(logs).extracting(ContractLog::logIndex).containsExactly(0, 1);
    assertThat(logs).extracting(ContractLog::blockHash).containsOnly(block.hash());
    assertThat(contracts().logs(filter, 0, 100, 1)).hasSize(1);
    assertThat(contracts().logs(new LogFilter(Set.of(), List.of(Set.of(Word.ONE))), 0, 100, 9))
        .isEmpty();
    var included = contracts().transaction(second.transactionId()).orElseThrow();
    assertThat(included.receipt()).isEqualTo(second);
    assertThat(included.transaction().sender()).isEqualTo(alice.address());
  }

  @Test
  void gasIsPaidToTheProposerAndNothingIsMadeOrLost() throws Exception {
    Address proposer = Address.ofEd25519(TestNode.PRODUCER.publicKey().unsafeArray());
    Amount aliceBefore = balance(alice.address());
    Amount proposerBefore = balance(proposer);
    Receipt receipt = node.run(alice.deploy(EthereumSender.COUNTER));
    assertThat(receipt.feePaid())
        .isEqualTo(
            new Amount(
                EthereumSender.GWEI
                    .multiply(BigInteger.TWO)
                    .multiply(BigInteger.valueOf(receipt.contract().orElseThrow().gasUsed()))));
    assertThat(balance(alice.address())).isEqualTo(aliceBefore.minus(receipt.feePaid()));
    assertThat(balance(proposer)).isEqualTo(proposerBefore.plus(receipt.feePaid()));
  }

  @Test
  void whatEthereumsRulesBurnGoesToTheProposer() throws Exception {
    Address proposer = Address.ofEd25519(TestNode.PRODUCER.publicKey().unsafeArray());
    Amount before = balance(proposer);
    BigInteger burnt = Amount.ofGhost(3).atto();
    Receipt receipt = node.run(alice.send(Optional.empty(), burnt, EthereumSender.BURNER, 100_000));
    assertThat(receipt.succeeded()).isTrue();
    assertThat(balance(proposer)).isEqualTo(before.plus(receipt.feePaid()).plus(Amount.ofGhost(3)));
    assertThat(balance(contractOf(alice.address(), 0))).isEqualTo(Amount.ZERO);
  }

  @Test
  void aFailedCallCostsItsGasAndChangesNothingElse() throws Exception {
    Address reverter = deployed(EthereumSender.REVERTER);
    Address breaker = deployed(EthereumSender.BREAKER);
    for (Address each : List.of(reverter, breaker)) {
      Amount before = balance(alice.address());
      Receipt receipt =
          node.run(alice.send(Optional.of(each), BigInteger.TEN, Bytes.EMPTY, 60_000));
      assertThat(receipt.succeeded()).isFalse();
      assertThat(receipt.failureReason())
          .isEqualTo(each.equals(reverter) ? "REVERTED" : "INVALID_INSTRUCTION");
      assertThat(receipt.contract().orElseThrow().logs()).isEmpty();
      assertThat(balance(each)).isEqualTo(Amount.ZERO);
      assertThat(balance(alice.address())).isEqualTo(before.minus(receipt.feePaid()));
      if (each.equals(breaker)) {
        assertThat(receipt.contract().orElseThrow().gasUsed()).isEqualTo(60_000);
      }
    }
    assertThat(node.chain.view().account(alice.address()).nonce()).isEqualTo(4);
  }

  @Test
  void nativeTransactionsRunContractsToo() throws Exception {
    ByteString fee = Proto.of(new Amount(EthereumSender.GWEI.multiply(BigInteger.TEN)));
    Receipt made =
        node.run(
            rich.sign(
                rich.body(Amount.ZERO)
                    .setDeployContract(
                        DeployContract.newBuilder()
                            .setCode(Proto.of(EthereumSender.COUNTER))
                            .setGasLimit(500_000)
                            .setMaxFeePerGas(fee))));
    Address counter = made.contract().orElseThrow().contractAddress().orElseThrow();
    assertThat(counter).isEqualTo(contractOf(rich.address(), 1));
    CallContract.Builder call =
        CallContract.newBuilder()
            .setTo(Proto.of(counter.bytes()))
            .setGasLimit(100_000)
            .setMaxFeePerGas(fee);
    Receipt called = node.run(rich.sign(rich.body(Amount.ZERO).setCallContract(call)));
    assertThat(called.succeeded()).isTrue();
    assertThat(contracts().contracts().storage(counter, SLOT)).isEqualTo(Word.ONE);
    assertRefused(Reason.MALFORMED, rich.sign(rich.body(TestAccount.FEE).setCallContract(call)));
  }

  @Test
  void balanceAndNonceAreThoseOfNativeTransactions() throws Exception {
    node.run(
        alice.send(Optional.of(rich.address()), Amount.ofGhost(7).atto(), Bytes.EMPTY, 21_000));
    assertThat(balance(rich.address()).plus(balance(alice.address())).compareTo(TestNode.SUPPLY))
        .isNegative();
    assertThat(contracts().contracts().account(rich.address()).orElseThrow().nonce())
        .isEqualTo(node.chain.view().account(rich.address()).nonce())
        .isEqualTo(1);
    assertThat(contracts().contracts().account(new TestAccount(77).address())).isEmpty();
  }

  @Test
  void proofsVerifyUnderTheRootOfTheBlock() throws Exception {
    Address counter = deployed(EthereumSender.COUNTER);
    node.run(alice.call(counter));
    long early = node.chain.head().height();
    node.run(alice.call(counter));
    for (long height : new long[] {early, early + 1}) {
      ContractView view = contracts().contractsAt(height);
      AccountProof proof = view.prove(counter, List.of(SLOT, Word.ONE));
      assertThat(proof.height()).isEqualTo(height);
      Bytes account =
          TrieProof.verify(
                  proof.evmRoot(),
                  Keccak.hash(counter.bytes().unsafeArray()).bytes(),
                  proof.nodes())
              .orElseThrow();
      assertThat(EthereumAccount.decode(account.unsafeArray()).storageRoot())
          .isEqualTo(proof.storageRoot());
      Bytes value =
          TrieProof.verify(
                  proof.storageRoot(),
                  Keccak.hash(SLOT.toBytes()).bytes(),
                  proof.storage().getFirst().nodes())
              .orElseThrow();
      assertThat(value).isEqualTo(Bytes.wrap(new byte[] {(byte) (height - early + 1)}));
      assertThat(proof.storage().getFirst().value()).isEqualTo(Word.of(height - early + 1));
      assertThat(
              TrieProof.verify(
                  proof.storageRoot(),
                  Keccak.hash(Word.ONE.toBytes()).bytes(),
                  proof.storage().getLast().nodes()))
          .isEmpty();
      assertThat(view.evmRoot()).isEqualTo(proof.evmRoot());
      Address nobody = new TestAccount(88).address();
      AccountProof absence = view.prove(nobody, List.of());
      assertThat(
              TrieProof.verify(
                  absence.evmRoot(),
                  Keccak.hash(nobody.bytes().unsafeArray()).bytes(),
                  absence.nodes()))
          .isEmpty();
    }
  }

  @Test
  void callsAndEstimatesReadTheStateOfTheirHeight() throws Exception {
    Address counter = deployed(EthereumSender.COUNTER);
    node.run(alice.call(counter));
    long early = node.chain.head().height();
    node.run(alice.call(counter));
    ContractTransaction call = read(counter, 100_000);
    assertThat(output(contracts().contracts().call(call, Map.of(), null))).isEqualTo(3);
    assertThat(output(contracts().contractsAt(early).call(call, Map.of(), null))).isEqualTo(2);
    AccountOverride override =
        new AccountOverride(
            Optional.empty(), Optional.empty(), Optional.empty(), Map.of(SLOT, Word.of(41)), false);
    assertThat(output(contracts().contracts().call(call, Map.of(counter, override), null)))
        .isEqualTo(42);
    assertThat(contracts().contracts().storage(counter, SLOT)).isEqualTo(Word.of(2));

    GasEstimate estimate = contracts().contracts().estimateGas(read(counter, 10_000_000), Map.of());
    long gas = estimate.gas().orElseThrow();
    assertThat(gas).isBetween(21_000L, 22_000L);
    assertThat(contracts().contracts().call(read(counter, gas), Map.of(), null).execution())
        .matches(result -> result.succeeded());
    Address reverter = deployed(EthereumSender.REVERTER);
    assertThat(contracts().contracts().estimateGas(read(reverter, 100_000), Map.of()).gas())
        .isEmpty();
  }

  private ContractTransaction read(Address to, long gas) {
    return new ContractTransaction(
        2,
        alice.address(),
        0,
        gas,
        Word.ZERO,
        Word.ZERO,
        Optional.of(to),
        Word.ZERO,
        Bytes.EMPTY,
        List.of(),
        Word.ZERO,
        List.of(),
        List.of());
  }

  @Test
  void eventsAreStreamedAndResumedWithoutGapOrRepetition() throws Exception {
    Address counter = deployed(EthereumSender.COUNTER);
    Block first = node.commit(alice.call(counter), alice.call(counter), alice.call(counter));
    BlockingQueue<ContractLog> heard = new LinkedBlockingQueue<>();
    contracts().logs(LogFilter.ALL, first.height(), 1).subscribe(listener(heard));
    node.commit(alice.call(counter));
    for (int expected : new int[] {1, 2, 0}) {
      ContractLog log = Objects.requireNonNull(heard.poll(10, TimeUnit.SECONDS));
      assertThat(log.logIndex()).isEqualTo(expected);
    }
    assertThat(heard).isEmpty();
  }

  private static Flow.Subscriber<ContractLog> listener(BlockingQueue<ContractLog> heard) {
    return new Flow.Subscriber<>() {
      @Override
      public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
      }

      @Override
      public void onNext(ContractLog log) {
        heard.add(log);
      }

      @Override
      public void onError(Throwable cause) {
        throw new AssertionError(cause);
      }

      @Override
      public void onComplete() {}
    };
  }

  @Test
  void hashesOfPastBlocksAreInTheContractThatServesThem() throws Exception {
    Address history = Address.parse("0x0000F90827F1C53a10cb7A02335B175320002935");
    node.empty(3);
    ContractView view = contracts().contracts();
    assertThat(view.account(history).orElseThrow().nonce()).isEqualTo(1);
    assertThat(Keccak.hash(view.code(history).unsafeArray()))
        .hasToString("6e49e66782037c0555897870e29fa5e552daf4719552131a0abce779daec0a5d");
    for (long height = 0; height < node.chain.head().height(); height++) {
      assertThat(view.storage(history, Word.of(height)))
          .isEqualTo(Word.of(node.chain.block(height).orElseThrow().hash()));
    }
    assertThat(view.storage(history, Word.of(node.chain.head().height()))).isEqualTo(Word.ZERO);
  }
}
