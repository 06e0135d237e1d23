package io.ghostbridge.ledger.internal.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.api.ledger.TransactionRejectedException.Reason;
import io.ghostbridge.api.vm.ContractExecutor;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.ethereum.transaction.EthereumSignature;
import io.ghostbridge.ethereum.transaction.EthereumTransaction;
import io.ghostbridge.ledger.internal.execution.Machines;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which transactions of contracts are taken, which are refused, and which have to wait. */
class ContractAdmissionTest extends ContractNode {
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
