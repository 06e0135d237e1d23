package io.ghostbridge.ethereum.trie;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.rlp.RlpException;
import java.util.List;

class TrieProofFuzzTest {
  @FuzzTest
  void aNodeIsReadOnlyInTheFormInWhichItIsWritten(byte[] node) {
    try {
      assertThat(TrieNode.decode(node).encode()).isEqualTo(node);
    } catch (RlpException expected) {
      assertThat(expected).message().isNotBlank();
    }
  }

  @FuzzTest
  void anyRootNodeProvesOrIsRefused(byte[] node) {
    Bytes key = Bytes.wrap(new byte[4]);
    try {
      assertThat(TrieProof.verify(Keccak.hash(node), key, List.of(Bytes.wrap(node)))).isNotNull();
    } catch (InvalidProofException expected) {
      assertThat(expected).message().isNotBlank();
    }
  }
}
