package io.ghostbridge.ethereum.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.ethereum.rlp.RlpException;

class TransactionFuzzTest {
  @FuzzTest
  void aTransactionIsReadOnlyInTheFormInWhichItIsWritten(byte[] data) {
    try {
      assertThat(EthereumTransaction.decode(data).encode()).isEqualTo(data);
    } catch (RlpException expected) {
      assertThat(expected.offset()).isNotNegative();
    }
  }

  @FuzzTest
  void aReceiptIsReadOnlyInTheFormInWhichItIsWritten(byte[] data) {
    try {
      assertThat(EthereumReceipt.decode(data).encode()).isEqualTo(data);
    } catch (RlpException expected) {
      assertThat(expected.offset()).isNotNegative();
    }
  }

  @FuzzTest
  void anAccountIsReadOnlyInTheFormInWhichItIsWritten(byte[] data) {
    try {
      assertThat(EthereumAccount.decode(data).encode().unsafeArray()).isEqualTo(data);
    } catch (RlpException expected) {
      assertThat(expected.offset()).isNotNegative();
    }
  }
}
