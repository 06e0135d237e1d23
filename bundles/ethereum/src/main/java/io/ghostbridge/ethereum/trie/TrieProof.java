package io.ghostbridge.ethereum.trie;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.rlp.RlpException;
import io.ghostbridge.ethereum.trie.TrieNode.Branch;
import io.ghostbridge.ethereum.trie.TrieNode.Extension;
import io.ghostbridge.ethereum.trie.TrieNode.Leaf;
import java.util.List;
import java.util.Optional;

/** Verifies proofs of values in tries, as {@code eth_getProof} (EIP-1186) gives them. */
public final class TrieProof {
  private TrieProof() {}

  /**
   * The value of {@code key} in the trie with this root; empty if the proof shows that the key is
   * not in it. For a state trie the key is the Keccak-256 of address or slot.
   *
   * @param proof the nodes from the root on
   * @throws InvalidProofException if the nodes do not lead from the root to the key's value or to
   *     where it would be, or any of them is not needed
   */
  public static Optional<Bytes> verify(Hash root, Bytes key, List<Bytes> proof)
      throws InvalidProofException {
    if (root.equals(Trie.EMPTY_ROOT) && isOfNothing(proof)) {
      return Optional.empty();
    }
    Bytes way = Nibbles.ofKey(key);
    Keccak keccak = new Keccak();
    int depth = 0;
    int used = 0;
    NodeReference next = new Hashed(root.bytes());
    Optional<Bytes> value = Optional.empty();
    while (next != null) {
      TrieNode node;
      if (next instanceof Hashed hashed) {
        node = node(keccak, hashed.hash(), proof, used++);
      } else {
        node = (TrieNode) next;
      }
      next = null;
      switch (node) {
        case Leaf leaf -> {
          if (Nibbles.slice(way, depth, way.size()).equals(leaf.suffix())) {
            value = Optional.of(leaf.value());
          }
        }
        case Extension extension -> {
          int length = extension.prefix().size();
          if (Nibbles.common(way, depth, extension.prefix(), 0) == length) {
            depth += length;
            next = extension.child();
          }
        }
        case Branch branch -> {
          if (depth == way.size()) {
            value = Optional.ofNullable(branch.value());
          } else {
            next = branch.children()[way.get(depth++)];
          }
        }
      }
    }
    if (used != proof.size()) {
      throw new InvalidProofException(
          "the proof has " + proof.size() + " nodes, and the key's way ends after " + used);
    }
    return value;
  }

  private static boolean isOfNothing(List<Bytes> proof) {
    return proof.isEmpty()
        || (proof.size() == 1 && proof.getFirst().size() == 1 && proof.getFirst().get(0) == -128);
  }

  private static TrieNode node(Keccak keccak, Bytes hash, List<Bytes> proof, int index)
      throws InvalidProofException {
    if (index >= proof.size()) {
      throw new InvalidProofException(
          "the proof has " + proof.size() + " nodes, and the node " + hash + " is not among them");
    }
    byte[] encoded = proof.get(index).unsafeArray();
    Bytes computed = Bytes.wrap(keccak.digest(encoded));
    if (!computed.equals(hash)) {
      throw new InvalidProofException(
          "node " + index + " of the proof has the hash " + computed + ", not " + hash);
    }
    try {
      return TrieNode.decode(encoded);
    } catch (RlpException e) {
      throw new InvalidProofException("node " + index + " of the proof: " + e.getMessage());
    }
  }
}
