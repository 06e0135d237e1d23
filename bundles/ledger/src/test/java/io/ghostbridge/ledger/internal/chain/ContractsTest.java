package io.ghostbridge.ledger.internal.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.AccountOverride;
import io.ghostbridge.api.ledger.AccountProof;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.ContractLog;
import io.ghostbridge.api.ledger.ContractView;
import io.ghostbridge.api.ledger.GasEstimate;
import io.ghostbridge.api.ledger.LogFilter;
import io.ghostbridge.api.ledger.Receipt;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.api.ledger.TransactionRejectedException.Reason;
import io.ghostbridge.api.vm.ContractExecutor;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.rlp.RlpWriter;
import io.ghostbridge.ethereum.transaction.EthereumAccount;
import io.ghostbridge.ethereum.transaction.EthereumSignature;
import io.ghostbridge.ethereum.transaction.EthereumTransaction;
import io.ghostbridge.ethereum.trie.TrieProof;
import io.ghostbridge.ledger.internal.ContractLedgerService;
import io.ghostbridge.ledger.internal.codec.Proto;
import io.ghostbridge.ledger.internal.execution.Machines;
import io.ghostbridge.proto.ledger.v1.CallContract;
import io.ghostbridge.proto.ledger.v1.DeployContract;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contracts in blocks: what they cost, change, prove and leave behind. */
class ContractsTest {
  private static final Word SLOT = Word.ZERO;

  @TempDir Path directory;

  private final EthereumSender alice = new EthereumSender(5);
  private TestNode node;
  private TestAccount rich;

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

  private Address deployed(Bytes code) throws Exception {
    Receipt receipt = node.run(alice.deploy(code));
    assertThat(receipt.succeeded()).as(receipt.failureMessage()).isTrue();
    return receipt.contract().orElseThrow().contractAddress().orElseThrow();
  }

  private ContractLedgerService contracts() {
    return new ContractLedgerService(node.chain);
  }

  private Amount balance(Address address) {
    return node.chain.view().account(address).balance();
  }

  private void assertRefused(Reason reason, SignedTransaction transaction) {
    assertThatThrownBy(() -> node.chain.check(transaction))
        .isInstanceOfSatisfying(
            TransactionRejectedException.class,
            refusal -> assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason));
  }

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

  private static long output(TransactionResult result) {
    return new BigInteger(1, result.execution().output().unsafeArray()).longValueExact();
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
  void aPastTransactionIsExecutedAgainAsItWas() throws Exception {
    Address counter = deployed(EthereumSender.COUNTER);
    Block block =
        node.commit(
            alice.call(counter),
            rich.transfer(alice.address(), Amount.ofGhost(1)),
            alice.call(counter));
    node.run(alice.call(counter));
    var results = contracts().trace(block.height(), 2, transaction -> null);
    assertThat(results).hasSize(3);
    assertThat(results.get(1)).isNull();
    assertThat(output(Objects.requireNonNull(results.get(2)))).isEqualTo(2);
    assertThat(contracts().contracts().storage(counter, SLOT)).isEqualTo(Word.of(3));
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
  void theStateIsMadeAgainFromTheLogAndNotWithoutAMachine() throws Exception {
    Address counter = deployed(EthereumSender.COUNTER);
    for (int i = 0; i < 5; i++) {
      node.commit(alice.call(counter), rich.transfer(alice.address(), Amount.ofGhost(1)));
    }
    Block head = node.chain.head();
    node.close();
    Files.delete(directory.resolve("state.mv"));
    ChainSettings settings =
        TestNode.settings(directory, TestNode.parameters("ghost-test"), Optional.empty(), 1 << 20);
    assertThatThrownBy(() -> new TestNode(settings, Machines.NONE))
        .isInstanceOf(LedgerStartException.class)
        .hasMessageContaining("block 2 of the log cannot be executed again")
        .hasMessageContaining("vm.format=evm");
    node = new TestNode(directory);
    assertThat(node.chain.head()).isEqualTo(head);
    assertThat(contracts().contracts().storage(counter, SLOT)).isEqualTo(Word.of(5));
    assertThat(contracts().logs(LogFilter.ALL, 0, 100, 100)).hasSize(5);
  }

  /** As a power cut leaves a node: blocks in the log whose state is not on the disk yet. */
  @Test
  void blocksBeyondTheStateAreExecutedAgainWhereTheirMachineIsAndWaitWhereItIsNot()
      throws Exception {
    // No loader: what makes a module is the module.
    Bytes module = Bytes.fromHex("0061736d0100000000000000");
    ChainSettings settings =
        TestNode.settings(directory, TestNode.parameters("ghost-test"), Optional.empty(), 1 << 20);
    node.close();
    node = new TestNode(settings, new TestMachine("evm", "wasm"));
    Address counter = deployed(EthereumSender.COUNTER);
    long atRest = node.chain.head().height();
    node.close();
    Path state = directory.resolve("state.mv");
    byte[] before = Files.readAllBytes(state);
    node = new TestNode(settings, new TestMachine("evm", "wasm"));
    node.commit(alice.call(counter));
    Receipt made = node.run(alice.deploy(module));
    assertThat(made.succeeded()).as(made.failureReason()).isTrue();
    node.commit(alice.call(counter));
    Block head = node.chain.head();
    node.close();
    Files.write(state, before);

    // Refused for as long as the machine is missing, and nothing is written meanwhile.
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> new TestNode(settings, new TestMachine("evm")))
          .isInstanceOf(LedgerStartException.class)
          .hasMessageContaining("block " + (atRest + 2) + " of the log cannot be executed again")
          .hasMessageContaining("vm.format=wasm");
    }
    node = new TestNode(settings, new TestMachine("evm", "wasm"));
    assertThat(node.chain.head()).isEqualTo(head);
    assertThat(contracts().contracts().storage(counter, SLOT)).isEqualTo(Word.of(2));
  }

  @Test
  void aContainerIsZvmsWhateverItIsForUnlessThatIsWebAssembly() throws Exception {
    for (String container : List.of("5a564d43", "5a564d430101", "5a564d430109")) {
      Transaction transaction = node.chain.check(alice.deploy(Bytes.fromHex(container)));
      alice.withNonce(0);
      var proposal = node.chain.propose(List.of(transaction), 0, TestNode.PRODUCER.publicKey());
      TransactionRejectedException refusal =
          Objects.requireNonNull(proposal.rejected().get(transaction));
      assertThat(refusal).as(container).hasMessageContaining("vm.format=zvm");
    }
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

  @Test
  void theWholeChainIsVerifiedWhileItGoesOn() throws Exception {
    Address counter = deployed(EthereumSender.COUNTER);
    node.commit(alice.call(counter));
    List<Long> seen = new ArrayList<>();
    assertThat(node.chain.verifyChain(seen::add)).isEmpty();
    assertThat(seen).containsExactly(0L, 1L, 2L, 3L);
    assertThat(node.chain.verifyChain(height -> false)).isEmpty();
    node.run(alice.call(counter));
    assertThat(directory.resolve("verify.mv")).doesNotExist();
  }

  @Test
  void whatNoMachineRunsIsLeftOutAndTheRestGoesOn() throws Exception {
    Bytes wasm = Bytes.fromHex("0061736d01000000");
    Transaction module = node.chain.check(alice.deploy(wasm));
    Transaction transfer = node.chain.check(rich.transfer(alice.address(), Amount.ofGhost(1)));
    var proposal = node.chain.propose(List.of(module, transfer), 0, TestNode.PRODUCER.publicKey());
    assertThat(proposal.included()).containsExactly(transfer);
    TransactionRejectedException refusal = Objects.requireNonNull(proposal.rejected().get(module));
    assertThat(refusal.reason()).isEqualTo(Reason.MACHINE_NOT_INSTALLED);
    assertThat(refusal).hasMessageContaining("vm.format=wasm");
    node.commit(proposal);
  }

  @Test
  void aMachineThatFailsCostsOneTransactionAndNotTheChain() throws Exception {
    Address counter = deployed(EthereumSender.COUNTER);
    ChainSettings settings =
        TestNode.settings(directory, TestNode.parameters("ghost-test"), Optional.empty(), 1 << 20);
    node.close();
    node = new TestNode(settings, new FaultyMachine());
    Transaction call = node.chain.check(alice.call(counter));
    Transaction transfer = node.chain.check(rich.transfer(alice.address(), Amount.ofGhost(1)));
    var proposal = node.chain.propose(List.of(call, transfer), 0, TestNode.PRODUCER.publicKey());
    assertThat(proposal.included()).containsExactly(transfer);
    assertThat(Objects.requireNonNull(proposal.rejected().get(call)).reason())
        .isEqualTo(Reason.UNAVAILABLE);
    node.commit(proposal);
  }

  /** Fails at a call's first use of it. */
  private static final class FaultyMachine implements Machines {
    private final TestMachine machine = new TestMachine();

    @Override
    public ContractExecutor executor() {
      return new ContractExecutor() {
        @Override
        public TransactionResult execute(
            ContractTransaction transaction,
            io.ghostbridge.api.vm.StateReader state,
            Environment environment) {
          throw new IllegalStateException("a fault");
        }

        @Override
        public TransactionResult call(
            ContractTransaction transaction,
            io.ghostbridge.api.vm.StateReader state,
            Environment environment) {
          throw new IllegalStateException("a fault");
        }
      };
    }

    @Override
    public boolean runs(String format) {
      return machine.runs(format);
    }
  }

  @Test
  void whatDoesNotFitTheBlockWaits() throws Exception {
    SignedTransaction[] large = new SignedTransaction[40];
    for (int i = 0; i < large.length; i++) {
      large[i] = alice.send(Optional.of(rich.address()), BigInteger.ONE, Bytes.EMPTY, 16_000_000);
    }
    List<Transaction> candidates = new ArrayList<>();
    for (SignedTransaction each : large) {
      candidates.add(node.chain.check(each));
    }
    var proposal = node.chain.propose(candidates, 0, TestNode.PRODUCER.publicKey());
    assertThat(proposal.rejected()).isEmpty();
    assertThat(proposal.included()).hasSize(40);
    node.commit(proposal);
    assertThat(node.chain.head().header().gasUsed()).isEqualTo(40 * 21_000L);
  }

  @Test
  void malformedForeignAndUnpaidTransactionsAreRefused() throws Exception {
    EthereumTransaction good =
        alice.transaction(Optional.of(rich.address()), BigInteger.ONE, Bytes.EMPTY, 21_000);
    assertRefused(Reason.MALFORMED, SignedTransaction.ethereum(Bytes.fromHex("02c0")));
    assertRefused(Reason.TOO_LARGE, SignedTransaction.ethereum(Bytes.wrap(new byte[200_000])));
    assertRefused(Reason.WRONG_CHAIN, alice.sign(onChain(good, Optional.of(BigInteger.ONE))));
    assertRefused(Reason.WRONG_CHAIN, alice.sign(onChain(good, Optional.empty())));
    assertRefused(
        Reason.BAD_SIGNATURE,
        SignedTransaction.ethereum(
            Bytes.wrap(
                good.withSignature(new EthereumSignature(0, BigInteger.ONE, BigInteger.ZERO))
                    .encode())));
    alice.withNonce(0);
    assertRefused(
        Reason.GAS_OUT_OF_RANGE,
        alice.send(Optional.of(rich.address()), BigInteger.ONE, Bytes.EMPTY, 20_999));
    alice.withNonce(0);
    assertRefused(
        Reason.GAS_OUT_OF_RANGE,
        alice.send(Optional.of(rich.address()), BigInteger.ONE, Bytes.EMPTY, 17_000_000));
    alice.withNonce(0);
    assertRefused(
        Reason.INSUFFICIENT_BALANCE,
        alice.send(Optional.of(rich.address()), Amount.ofGhost(1000).atto(), Bytes.EMPTY, 21_000));
    alice.withNonce(0);
    node.run(alice.sign(good));
    assertRefused(Reason.DUPLICATE, alice.sign(good));
    alice.withNonce(0);
    assertRefused(
        Reason.NONCE_TOO_LOW,
        alice.send(Optional.of(rich.address()), BigInteger.TWO, Bytes.EMPTY, 21_000));
    EthereumSender stranger = new EthereumSender(99);
    assertRefused(
        Reason.INSUFFICIENT_BALANCE,
        stranger.send(Optional.of(rich.address()), BigInteger.ONE, Bytes.EMPTY, 21_000));
  }

  private static EthereumTransaction onChain(
      EthereumTransaction transaction, Optional<BigInteger> chainId) {
    return new EthereumTransaction(
        EthereumTransaction.LEGACY,
        chainId,
        transaction.nonce(),
        transaction.maxFeePerGas(),
        transaction.maxFeePerGas(),
        transaction.gasLimit(),
        transaction.to(),
        transaction.value(),
        transaction.input(),
        List.of(),
        BigInteger.ZERO,
        List.of(),
        List.of(),
        transaction.signature());
  }
}
