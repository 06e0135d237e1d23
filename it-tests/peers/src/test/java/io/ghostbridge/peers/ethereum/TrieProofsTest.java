package io.ghostbridge.peers.ethereum;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.transaction.EthereumAccount;
import io.ghostbridge.ethereum.trie.MemoryTrie;
import io.ghostbridge.ethereum.trie.Trie;
import io.ghostbridge.ethereum.trie.TrieChange;
import io.ghostbridge.peers.NodeClient;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Proofs in the form of {@code eth_getProof}, verified by a library that is not ours. */
class TrieProofsTest {
  private static final int ACCOUNTS = 300;
  private static final int PROOFS = 20;

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> ethereumjsVerifiesOurProofs() throws Exception {
    Random random = new Random(14);
    MemoryTrie trie = new MemoryTrie();
    List<TrieChange> changes = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      changes.add(new TrieChange(key(random), account(random)));
    }
    trie.update(changes);
    // Removed ones leave nodes that collapse.
    trie.update(
        changes.subList(ACCOUNTS / 2, ACCOUNTS).stream()
            .map(change -> new TrieChange(change.key(), null))
            .toList());
    List<String> proofs = new ArrayList<>();
    for (int i = 0; i < PROOFS; i++) {
      TrieChange there = changes.get(i);
      proofs.add(line("existence " + i, trie, there.key(), there.value()));
      proofs.add(line("absence " + i, trie, changes.get(ACCOUNTS - 1 - i).key(), null));
    }
    Path file = directory.resolve("proofs");
    Files.write(file, proofs);
    return NodeClient.cases(2 * PROOFS, "trie.mjs", file.toString());
  }

  private static Bytes key(Random random) {
    byte[] address = new byte[20];
    random.nextBytes(address);
    return Keccak.hash(address).bytes();
  }

  private static Bytes account(Random random) {
    return new EthereumAccount(
            random.nextInt(1000),
            new BigInteger(90, random),
            Trie.EMPTY_ROOT,
            Keccak.hash(new byte[0]))
        .encode();
  }

  private static String line(String name, MemoryTrie trie, Bytes key, @Nullable Bytes value) {
    String nodes =
        trie.prove(key).stream()
            .map(node -> '"' + node.toHex() + '"')
            .collect(Collectors.joining(","));
    return "{\"name\": \""
        + name
        + "\", \"root\": \""
        + trie.root().toHex()
        + "\", \"key\": \""
        + key.toHex()
        + "\", \"value\": "
        + (value == null ? "null" : '"' + value.toHex() + '"')
        + ", \"nodes\": ["
        + nodes
        + "]}";
  }
}
