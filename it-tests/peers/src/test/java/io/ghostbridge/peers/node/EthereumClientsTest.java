package io.ghostbridge.peers.node;

import io.ghostbridge.peers.NodeClient;
import io.ghostbridge.peers.VisibleSkip;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Ethereum's tools against a node, each as it is. */
class EthereumClientsTest {
  private static final int ETHERS_CASES = 15;
  private static final int HARDHAT_CASES = 5;
  private static final int SESSION_CASES = 2;

  /** An account that everybody knows: the first of every development node. */
  private static final String KEY =
      "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

  /** The second. */
  private static final String OTHER_KEY =
      "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";

  private static final String ADDRESS = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

  @TempDir Path data;

  private Node start() throws Exception {
    Node node =
        Node.start(
            data,
            "--set",
            "io.ghostbridge.transport.jsonrpc:enabled=true",
            "--set",
            "io.ghostbridge.transport.jsonrpc:port=0");
    node.command("account", "transfer", ADDRESS, "10000");
    return node;
  }

  @TestFactory
  Stream<DynamicTest> ethersDeploysCallsFiltersSubscribesProvesAndTraces() throws Exception {
    return VisibleSkip.of(
        "ethers.mjs",
        () -> {
          try (Node node = start()) {
            String address = node.address("JSON-RPC");
            return NodeClient.cases(
                ETHERS_CASES, "ethers.mjs", "http://" + address, "ws://" + address, KEY);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> hardhatDeploysAndTestsOpenZeppelinsContracts() throws Exception {
    return VisibleSkip.of(
        "hardhat.mjs",
        () -> {
          try (Node node = start()) {
            return NodeClient.cases(
                HARDHAT_CASES,
                "hardhat.mjs",
                "http://" + node.address("JSON-RPC"),
                KEY + "," + OTHER_KEY);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> viemSeesTheSameAsOnAnvilGasIncluded() throws Exception {
    return VisibleSkip.of(
        "anvil.mjs",
        () -> {
          try (Node node = start()) {
            return NodeClient.cases(
                SESSION_CASES, "anvil.mjs", "http://" + node.address("JSON-RPC"), KEY);
          }
        });
  }
}
