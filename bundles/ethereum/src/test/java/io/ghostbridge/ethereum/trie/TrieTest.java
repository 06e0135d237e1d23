package io.ghostbridge.ethereum.trie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.data.Bytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrieTest {
  /** Short keys share ways and end in branches; short values make nodes that are not stored. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 32})
  void updatesLeadWhereBuildingLeads(int keyLength) throws InvalidProofException {
    Random random = new Random(keyLength);
    MemoryTrie trie = new MemoryTrie();
    TreeMap<Bytes, Bytes> model = new TreeMap<>();
    for (int round = 0; round < 400; round++) {
      List<TrieChange> changes = new ArrayList<>();
      Set<Bytes> used = new HashSet<>();
      for (int i = random.nextInt(12); i >= 0; i--) {
        Bytes key = key(random, keyLength, model);
        if (used.add(key)) {
          boolean remove = random.nextInt(round % 100 < 50 ? 4 : 2) == 0;
          Bytes value =
              remove ? null : bytes(random, 1 + random.nextInt(random.nextBoolean() ? 3 : 60));
          changes.add(new TrieChange(key, value));
          if (value == null) {
            model.remove(key);
          } else {
            model.put(key, value);
          }
        }
      }
      assertThat(trie.update(changes)).isEqualTo(Trie.root(model));
      Bytes probe = key(random, keyLength, model);
      assertThat(trie.get(probe)).isEqualTo(Optional.ofNullable(model.get(probe)));
      assertThat(trie.next(probe)).isEqualTo(Optional.ofNullable(model.higherKey(probe)));
      assertThat(trie.previous(probe)).isEqualTo(Optional.ofNullable(model.lowerKey(probe)));
      assertThat(TrieProof.verify(trie.root(), probe, trie.prove(probe)))
          .isEqualTo(Optional.ofNullable(model.get(probe)));
    }
    MemoryTrie built = new MemoryTrie();
    built.update(
        model.entrySet().stream().map(e -> new TrieChange(e.getKey(), e.getValue())).toList());
    assertThat(trie.storedNodes()).as("no node is left behind").isEqualTo(built.storedNodes());
    trie.update(model.keySet().stream().map(key -> new TrieChange(key, null)).toList());
    assertThat(trie.root()).isEqualTo(Trie.EMPTY_ROOT);
    assertThat(trie.storedNodes()).isZero();
  }

  @Test
  void aProofOfAnotherKeyRootOrNodeProvesNothing() throws InvalidProofException {
    Random random = new Random(5);
    MemoryTrie trie = new MemoryTrie();
    List<TrieChange> changes = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      changes.add(new TrieChange(bytes(random, 32), bytes(random, 40)));
    }
    trie.update(changes);
    Bytes key = changes.getFirst().key();
    List<Bytes> proof = trie.prove(key);
    assertThat(TrieProof.verify(trie.root(), key, proof)).isPresent();
    assertThat(proof.size()).isGreaterThan(2);
    assertThatThrownBy(() -> TrieProof.verify(Trie.EMPTY_ROOT, key, proof))
        .isInstanceOf(InvalidProofException.class);
    assertThatThrownBy(() -> TrieProof.verify(trie.root(), key, proof.subList(0, proof.size() - 1)))
        .hasMessageContaining("not among them");
    assertThatThrownBy(() -> TrieProof.verify(trie.root(), key, List.of()))
        .isInstanceOf(InvalidProofException.class);
    List<Bytes> longer = new ArrayList<>(proof);
    longer.add(proof.getLast());
    assertThatThrownBy(() -> TrieProof.verify(trie.root(), key, longer))
        .hasMessageContaining("way ends after");
    for (int i = 0; i < proof.size(); i++) {
      List<Bytes> altered = new ArrayList<>(proof);
      byte[] node = altered.get(i).toByteArray();
      node[node.length - 2] ^= 1;
      altered.set(i, Bytes.wrap(node));
      assertThatThrownBy(() -> TrieProof.verify(trie.root(), key, altered))
          .hasMessageContaining("has the hash");
    }
  }

  @Test
  void anEmptyTrieHasNoKey() throws InvalidProofException {
    MemoryTrie trie = new MemoryTrie();
    Bytes key = Bytes.wrap(new byte[32]);
    assertThat(trie.prove(key)).isEmpty();
    assertThat(TrieProof.verify(trie.root(), key, List.of())).isEmpty();
    assertThat(TrieProof.verify(trie.root(), key, List.of(Bytes.fromHex("80")))).isEmpty();
  }

  @Test
  void aNodeThatIsMissingIsReported() {
    NodeSource hole =
        path ->
            path.isEmpty()
                ? Bytes.wrap(
                    new TrieNode.Extension(
                            Bytes.fromHex("01"), new Hashed(Bytes.wrap(new byte[32])))
                        .encode())
                : null;
    assertThatThrownBy(() -> new TrieReader(hole).get(Bytes.fromHex("1f")))
        .isInstanceOf(TrieDamagedException.class)
        .hasMessageContaining("path '01'");
    assertThatThrownBy(
            () ->
                new TrieUpdater(hole)
                    .update(List.of(new TrieChange(Bytes.fromHex("1f"), Bytes.fromHex("02")))))
        .isInstanceOf(TrieDamagedException.class);
  }

  private static Bytes key(Random random, int length, NavigableMap<Bytes, Bytes> known) {
    if (!known.isEmpty() && random.nextInt(3) == 0) {
      Bytes key = known.ceilingKey(bytes(random, length));
      return key == null ? known.firstKey() : key;
    }
    return length == 32 ? bytes(random, 32) : bytes(random, random.nextInt(length + 1));
  }

  private static Bytes bytes(Random random, int length) {
    byte[] value = new byte[length];
    random.nextBytes(value);
    if (length > 0 && length < 4) {
      value[0] &= 0x33;
    }
    return Bytes.wrap(value);
  }
}
