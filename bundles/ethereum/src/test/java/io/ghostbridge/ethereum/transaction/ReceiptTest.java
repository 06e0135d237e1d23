package io.ghostbridge.ethereum.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Log;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.rlp.RlpException;
import io.ghostbridge.ethereum.trie.Trie;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptTest {
  private static final Log LOG =
      new Log(
          Address.parse("0x22341ae42d6dd7384bc8584e50419ea3ac75b83f"),
          List.of(Word.fromHex("04491edcd115127caedbd478e2e7895ed80c7847e903431f94f9cfa579cad47f")),
          Bytes.EMPTY);

  @Test
  void receiptsAreReadAsTheyAreWritten() throws RlpException {
    for (int type = 0; type <= 4; type++) {
      EthereumReceipt receipt = new EthereumReceipt(type, type % 2 == 0, 21_000, List.of(LOG, LOG));
      assertThat(EthereumReceipt.decode(receipt.encode())).isEqualTo(receipt);
    }
    byte[] altered = new EthereumReceipt(0, true, 21_000, List.of(LOG)).encode();
    altered[20] ^= 1;
    assertThatThrownBy(() -> EthereumReceipt.decode(altered)).hasMessageContaining("bloom");
  }

  /**
   * The bits are those of the address and of the topic, as the Yellow Paper's M3:2048 sets them.
   */
  @Test
  void theBloomHasTheBitsOfAddressAndTopics() {
    LogsBloom bloom = new LogsBloom().add(LOG);
    BigInteger bits = new BigInteger(1, bloom.toBytes().unsafeArray());
    BigInteger expected = BigInteger.ZERO;
    for (Bytes value :
        List.of(LOG.address().bytes(), Bytes.wrap(LOG.topics().getFirst().toBytes()))) {
      byte[] hash = Keccak.hash(value.unsafeArray()).bytes().unsafeArray();
      for (int i = 0; i < 6; i += 2) {
        expected = expected.setBit(new BigInteger(1, hash, i, 2).intValue() % 2048);
      }
      assertThat(bloom.mayContain(value)).isTrue();
    }
    assertThat(bits).isEqualTo(expected);
    assertThat(bloom.mayContain(Bytes.fromHex("01"))).isFalse();
    assertThat(LogsBloom.of(bloom.toBytes()).toBytes()).isEqualTo(bloom.toBytes());
  }

  @Test
  void theLogsOfNothingHashAsStateTestsSay() {
    assertThat(Keccak.hash(EthereumReceipt.encodeLogs(List.of())).toHex())
        .isEqualTo("1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347");
  }

  @Test
  void accountsAreReadAsTheyAreWritten() throws RlpException {
    EthereumAccount account =
        new EthereumAccount(-1L, BigInteger.TEN.pow(70), Trie.EMPTY_ROOT, Keccak.hash(new byte[0]));
    assertThat(EthereumAccount.decode(account.encode().unsafeArray())).isEqualTo(account);
  }
}
