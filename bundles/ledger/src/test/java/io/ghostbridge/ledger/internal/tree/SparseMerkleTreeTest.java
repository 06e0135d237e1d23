package io.ghostbridge.ledger.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.ledger.internal.codec.Proto;
import io.ghostbridge.proto.ics23.v1.CommitmentProof;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SparseMerkleTreeTest {
  private final Map<Bytes, TreePage> pages = new HashMap<>();
  private final Map<Bytes, Bytes> values = new HashMap<>();
  private Hash root = Hash.ZERO;

  private void update(Map<Bytes, Optional<Bytes>> changes) {
    TreeUpdate update = TreeUpdater.update(pages::get, changes);
    update
        .pages()
        .forEach(
            (key, page) -> {
              if (page.isPresent()) {
                pages.put(key, page.get());
              } else {
                assertThat(pages.remove(key)).as("a removed page was there").isNotNull();
              }
            });
    changes.forEach(
        (key, value) -> {
          if (value.isPresent()) {
            values.put(key, value.get());
          } else {
            values.remove(key);
          }
        });
    root = update.root();
  }

  private static Bytes key(int number) {
    return Bytes.wrap(ByteBuffer.allocate(4).putInt(number).array());
  }

  /** The root as the specification words it: one node after the other, without pages. */
  private Bytes expectedRoot() {
    TreeHashes hashes = new TreeHashes();
    TreeMap<Bytes, Bytes> leaves = new TreeMap<>();
    values.forEach(
        (key, value) -> leaves.put(hashes.path(key), hashes.leaf(hashes.path(key), value)));
    return subtree(hashes, List.copyOf(leaves.entrySet()), 0);
  }

  private static Bytes subtree(TreeHashes hashes, List<Map.Entry<Bytes, Bytes>> leaves, int depth) {
    if (leaves.isEmpty()) {
      return TreeHashes.EMPTY;
    }
    if (leaves.size() == 1) {
      return leaves.getFirst().getValue();
    }
    return hashes.inner(
        subtree(
            hashes,
            leaves.stream().filter(l -> !TreeHashes.bit(l.getKey(), depth)).toList(),
            depth + 1),
        subtree(
            hashes,
            leaves.stream().filter(l -> TreeHashes.bit(l.getKey(), depth)).toList(),
            depth + 1));
  }

  @Test
  void anEmptyTreeHasTheZeroRoot() {
    assertThat(TreeUpdater.root(pages::get)).isEqualTo(Hash.ZERO);
  }

  @Test
  void rootsPagesAndProofsAreRightAfterEveryRandomUpdate() throws Exception {
    Random random = new Random(42);
    for (int round = 0; round < 60; round++) {
      Map<Bytes, Optional<Bytes>> changes = new HashMap<>();
      int size = 1 + random.nextInt(round % 7 == 0 ? 400 : 20);
      // Growing first and shrinking later, so that branches become buckets again.
      double removal = round < 30 ? 0.2 : 0.7;
      for (int i = 0; i < size; i++) {
        Bytes key = key(random.nextInt(1500));
        changes.put(
            key,
            random.nextDouble() < removal ? Optional.empty() : Optional.of(key(random.nextInt())));
      }
      update(changes);
      assertThat(root.bytes()).isEqualTo(expectedRoot());
      TreeAudit audit = new TreeAudit(pages::get, values::get);
      assertThat(audit.run()).isEqualTo(root);
      assertThat(audit.leaves()).isEqualTo(values.size());
      assertThat(audit.pages()).isEqualTo(pages.size());
      if (!values.isEmpty()) {
        for (int i = 0; i < 20; i++) {
          verify(key(random.nextInt(1500)));
        }
      }
    }
  }

  private void verify(Bytes key) {
    CommitmentProof proof = new TreeProver(pages::get, values::get).prove(key);
    Bytes value = values.get(key);
    ByteString rootBytes = Proto.of(root.bytes());
    if (value == null) {
      Ics23Verifier.verifyAbsence(Ics23Verifier.SMT, rootBytes, proof, Proto.of(key));
    } else {
      Ics23Verifier.verifyMembership(
          Ics23Verifier.SMT, rootBytes, proof, Proto.of(key), Proto.of(value));
      assertThatThrownBy(
              () ->
                  Ics23Verifier.verifyMembership(
                      Ics23Verifier.SMT, rootBytes, proof, Proto.of(key), Proto.of(key(-1))))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aTreeOfOneLeafProvesTheAbsenceOfAllOtherKeys() {
    update(Map.of(key(1), Optional.of(key(10))));
    verify(key(1));
    for (int other = 2; other < 40; other++) {
      verify(key(other));
    }
  }

  @Test
  void theOrderOfUpdatesHasNoInfluence() {
    Map<Bytes, Optional<Bytes>> all = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      all.put(key(i), Optional.of(key(-i)));
    }
    update(all);
    Map<Bytes, TreePage> atOnce = Map.copyOf(pages);
    pages.clear();
    all.forEach((key, value) -> update(Map.of(key, value)));
    assertThat(pages).isEqualTo(atOnce);
  }

  @Test
  void anAuditFindsAChangedValue() {
    update(Map.of(key(1), Optional.of(key(10)), key(2), Optional.of(key(20))));
    values.put(key(2), key(21));
    assertThatThrownBy(() -> new TreeAudit(pages::get, values::get).run())
        .isInstanceOf(TreeAudit.MismatchException.class);
  }

  @Test
  void storeRootsAreProvenUnderTheStateRoot() {
    TreeMap<String, Hash> stores = new TreeMap<>();
    for (String name : List.of("accounts", "evm", "ibc", "names", "staking")) {
      stores.put(
          name,
          new Hash(
              new TreeHashes()
                  .path(Bytes.wrap(name.getBytes(java.nio.charset.StandardCharsets.US_ASCII)))));
      Hash joined = StoreRoots.join(stores);
      stores.forEach(
          (store, storeRoot) ->
              Ics23Verifier.verifyMembership(
                  Ics23Verifier.TENDERMINT,
                  Proto.of(joined.bytes()),
                  StoreRoots.prove(stores, store),
                  ByteString.copyFromUtf8(store),
                  Proto.of(storeRoot.bytes())));
    }
  }
}
