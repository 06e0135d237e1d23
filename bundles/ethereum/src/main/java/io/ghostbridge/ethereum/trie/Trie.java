package io.ghostbridge.ethereum.trie;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.rlp.RlpWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Roots of whole tries. */
public final class Trie {
  /** The root of a trie without a key: the Keccak-256 of RLP's empty string. */
  public static final Hash EMPTY_ROOT =
      Hash.parse("56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");

  private Trie() {}

  /** The root over {@code entries}, whose keys are used as they are. Empty values count as none. */
  public static Hash root(Map<Bytes, Bytes> entries) {
    List<TrieChange> changes = new ArrayList<>(entries.size());
    entries.forEach((key, value) -> changes.add(new TrieChange(key, value)));
    return new TrieUpdater(NodeSource.EMPTY).update(changes).root();
  }

  /** The root over {@code entries} by the Keccak-256 of their keys, as state tries have it. */
  public static Hash secureRoot(Map<Bytes, Bytes> entries) {
    Keccak keccak = new Keccak();
    List<TrieChange> changes = new ArrayList<>(entries.size());
    entries.forEach(
        (key, value) ->
            changes.add(new TrieChange(Bytes.wrap(keccak.digest(key.unsafeArray())), value)));
    return new TrieUpdater(NodeSource.EMPTY).update(changes).root();
  }

  /** The root over {@code items} by RLP of their index, as a block has it of its transactions. */
  public static Hash listRoot(List<byte[]> items) {
    List<TrieChange> changes = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      changes.add(
          new TrieChange(
              Bytes.wrap(new RlpWriter().number(i).toByteArray()), Bytes.wrap(items.get(i))));
    }
    return new TrieUpdater(NodeSource.EMPTY).update(changes).root();
  }
}
