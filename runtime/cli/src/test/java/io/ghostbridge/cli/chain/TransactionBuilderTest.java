package io.ghostbridge.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.proto.chain.v1.ChainInfo;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import io.ghostbridge.proto.ledger.v1.TransactionBody;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionBuilderTest {
  private static final ChainInfo CHAIN =
      ChainInfo.newBuilder()
          .setChainId("ghost-test-1")
          .setHeight(40)
          .setMinimumFee(ByteString.copyFrom(Amount.ofNano(7).toBytes()))
          .setRegistrationFee(ByteString.copyFrom(Amount.ofGhost(2).toBytes()))
          .setRegistrationPeriodBlocks(100)
          .setMaximumExpiryBlocks(50)
          .build();

  @TempDir Path directory = Path.of("");

  private TransactionBuilder transactions(KeyFile key) {
    return new TransactionBuilder(CHAIN, key, 5);
  }

  @Test
  void whatIsSignedIsTheDomainSeparatedBody() throws Exception {
    KeyFile key = KeyFile.create(directory.resolve("key.pem"));
    SignedTransaction signed = transactions(key).transfer(key.address(), Amount.ofGhost(1));
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes("ghostbridge/transaction/v1\0".getBytes(StandardCharsets.US_ASCII));
    message.writeBytes(signed.getBody().toByteArray());
    assertThat(
            Ed25519.verify(
                signed.getSignature().toByteArray(),
                0,
                signed.getPublicKey().toByteArray(),
                0,
                message.toByteArray(),
                0,
                message.size()))
        .isTrue();
  }

  @Test
  void theBodyNamesTheChainAndAnExpiryThatItTakesAndNoncesAscend() throws Exception {
    TransactionBuilder transactions = transactions(KeyFile.create(directory.resolve("key.pem")));
    TransactionBody first =
        TransactionBody.parseFrom(transactions.update("a.ghost", List.of()).getBody());
    TransactionBody second =
        TransactionBody.parseFrom(transactions.update("b.ghost", List.of()).getBody());
    assertThat(first.getChainId()).isEqualTo("ghost-test-1");
    assertThat(first.getExpiryHeight()).isEqualTo(90);
    assertThat(first.getNonce()).isEqualTo(5);
    assertThat(second.getNonce()).isEqualTo(6);
  }

  @Test
  void aRegistrationOffersWhatEachStartedPeriodCosts() throws Exception {
    TransactionBuilder transactions = transactions(KeyFile.create(directory.resolve("key.pem")));
    TransactionBody body =
        TransactionBody.parseFrom(transactions.register("a.ghost", List.of(), 101).getBody());
    assertThat(Amount.fromBytes(body.getFee().toByteArray()))
        .isEqualTo(Amount.ofGhost(4).plus(Amount.ofNano(7)));
    assertThat(body.getRegisterName().getDurationBlocks()).isEqualTo(101);
  }
}
