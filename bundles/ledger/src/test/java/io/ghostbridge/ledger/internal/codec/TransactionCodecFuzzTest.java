package io.ghostbridge.ledger.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.SignedTransaction;

class TransactionCodecFuzzTest {
  @FuzzTest
  void anyBytesAreDecodedOrRefused(byte[] body) {
    SignedTransaction signed =
        new SignedTransaction(
            Bytes.wrap(body), "ed25519", Bytes.wrap(new byte[32]), Bytes.wrap(new byte[64]));
    try {
      TransactionCodec.Decoded decoded = TransactionCodec.decode(signed);
      assertThat(decoded.transaction().nonce()).isNotNegative();
      assertThat(decoded.transaction().signed()).isSameAs(signed);
    } catch (MalformedException expected) {
      assertThat(expected).message().isNotBlank();
    }
  }
}
