package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.names.NameRecord;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;

/** The process that {@link DurabilityTest} kills: commits block after block and says which ids. */
final class LoadedNode {
  private LoadedNode() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
    Random random = new Random();
    try (TestNode node =
        new TestNode(
            TestNode.settings(
                Path.of(args[0]),
                TestNode.parameters("ghost-test"),
                java.util.Optional.empty(),
                200_000))) {
      TestAccount rich =
          TestNode.rich().withNonce(node.chain.view().account(TestNode.RICH.address()).nonce());
      EthereumSender ethereum = new EthereumSender(5);
      if (node.chain.view().account(ethereum.address()).nonce() == 0) {
        node.commit(rich.transfer(ethereum.address(), Amount.ofGhost(1000)));
        node.commit(ethereum.deploy(EthereumSender.COUNTER));
      }
      ethereum.withNonce(node.chain.view().account(ethereum.address()).nonce());
      Address counter = ContractNode.contractOf(ethereum.address(), 0);
      while (true) {
        SignedTransaction[] transactions = new SignedTransaction[1 + random.nextInt(40)];
        for (int i = 0; i < transactions.length; i++) {
          transactions[i] =
              random.nextInt(3) == 0
                  ? ethereum.call(counter)
                  : transaction(rich, node.chain.head().height(), random);
        }
        Block block = node.commit(transactions);
        for (Transaction transaction : block.transactions()) {
          out.println(transaction.id());
        }
        out.flush();
      }
    }
  }

  private static SignedTransaction transaction(TestAccount rich, long height, Random random) {
    String name = "n" + random.nextInt(1000) + ".ghost";
    return switch (random.nextInt(5)) {
      case 0 ->
          rich.sign(
              rich.body(TestAccount.FEE.plus(TestAccount.REGISTRATION))
                  .setExpiryHeight(height + 100)
                  .setRegisterName(
                      io.ghostbridge.proto.ledger.v1.RegisterName.newBuilder()
                          .setName(name)
                          .addRecords(
                              io.ghostbridge.ledger.internal.codec.Proto.record(
                                  new NameRecord("A", "192.0.2.1", 0, 60)))
                          .setDurationBlocks(1 + random.nextInt(50))));
      default ->
          rich.sign(
              rich.body(TestAccount.FEE)
                  .setExpiryHeight(height + 100)
                  .setTransfer(
                      io.ghostbridge.proto.ledger.v1.Transfer.newBuilder()
                          .setTo(
                              io.ghostbridge.ledger.internal.codec.Proto.of(
                                  new TestAccount(random.nextInt(500)).address().bytes()))
                          .setAmount(
                              io.ghostbridge.ledger.internal.codec.Proto.of(Amount.ofNano(1)))));
    };
  }
}
