package io.ghostbridge.ledger.internal.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.LogFilter;
import io.ghostbridge.api.ledger.Receipt;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ledger.internal.execution.Machines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Blocks with contracts are executed again: one, those beyond the state, or the whole chain. */
class ContractReplayTest extends ContractNode {
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
}
