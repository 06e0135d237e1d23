package io.ghostbridge.bench.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import io.ghostbridge.proto.ledger.v1.TransactionBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainKeyTest {
  @TempDir private Path directory;

  @Test
  void aTransactionSignedByAKeyFromAPemFileVerifiesInTheJdk()
      throws GeneralSecurityException, IOException, BenchmarkException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    ChainKey key = ChainKey.read(pem(pair.getPrivate().getEncoded()));

    SignedTransaction signed =
        key.sign(TransactionBody.newBuilder().setChainId("test").setNonce(7).build());

    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(pair.getPublic());
    verifier.update("ghostbridge/transaction/v1\0".getBytes(StandardCharsets.US_ASCII));
    verifier.update(signed.getBody().toByteArray());
    assertThat(verifier.verify(signed.getSignature().toByteArray())).isTrue();
  }

  @Test
  void aKeyOfAnotherAlgorithmIsRefused() throws GeneralSecurityException, IOException {
    Path pem =
        pem(KeyPairGenerator.getInstance("X25519").generateKeyPair().getPrivate().getEncoded());

    assertThatThrownBy(() -> ChainKey.read(pem))
        .isInstanceOf(BenchmarkException.class)
        .hasMessageContaining("Ed25519");
  }

  private Path pem(byte[] der) throws IOException {
    String text =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END PRIVATE KEY-----\n";
    return Files.writeString(directory.resolve("key.pem"), text);
  }
}
