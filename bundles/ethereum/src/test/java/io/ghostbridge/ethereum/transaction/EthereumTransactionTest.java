package io.ghostbridge.ethereum.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ghostbridge.api.crypto.RecoverableSignatureScheme;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.crypto.PureSecp256k1;
import io.ghostbridge.crypto.ecdsa.secp256k1.internal.EcdsaSecp256k1;
import io.ghostbridge.ethereum.rlp.RlpException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Transactions that ethers 6.17 signed, and what is made of them. */
class EthereumTransactionTest {
  private static final String KEY = "46".repeat(32);

  private final RecoverableSignatureScheme scheme = new EcdsaSecp256k1(new PureSecp256k1());
  private final SenderRecovery recovery = new SenderRecovery(scheme);

  @Test
  void whatEthersSignedIsReadWrittenAndTracedToItsSender() throws IOException, RlpException {
    int types = 0;
    for (JsonElement element : transactions()) {
      JsonObject each = element.getAsJsonObject();
      String name = each.get("name").getAsString();
      byte[] raw = bytes(each, "raw");
      EthereumTransaction decoded = EthereumTransaction.decode(raw);
      types |= 1 << decoded.type();
      assertThat(decoded.type()).as(name).isEqualTo(each.get("type").getAsInt());
      assertThat(decoded.nonce()).as(name).isEqualTo(each.get("nonce").getAsLong());
      assertThat(decoded.encode()).as(name).isEqualTo(raw);
      assertThat("0x" + decoded.hash()).as(name).isEqualTo(each.get("hash").getAsString());
      assertThat(decoded.signingHash()).as(name).isEqualTo(bytes(each, "signingHash"));
      assertThat("0x" + decoded.v().toString(16)).as(name).isEqualTo(each.get("v").getAsString());
      assertThat(recovery.sender(decoded))
          .as(name)
          .contains(Address.parse(each.get("from").getAsString()));
    }
    assertThat(types).as("all types").isEqualTo(0b11111);
  }

  @Test
  void ourSignatureIsTheOneOfEthers() throws IOException, RlpException {
    try (var key = scheme.fromSeed(HexFormat.of().parseHex(KEY))) {
      for (JsonElement element : transactions()) {
        byte[] raw = bytes(element.getAsJsonObject(), "raw");
        EthereumTransaction decoded = EthereumTransaction.decode(raw);
        byte[] signature = key.signDigest(decoded.signingHash());
        assertThat(decoded.withSignature(EthereumSignature.ofRecoverable(signature)).encode())
            .isEqualTo(raw);
      }
    }
  }

  @Test
  void authorizationsAreTracedToWhoSignedThem() throws IOException, RlpException {
    EthereumTransaction setCode = ofType(EthereumTransaction.SET_CODE);
    Address sender = recovery.sender(setCode).orElseThrow();
    ContractTransaction contract = ContractTransactions.of(setCode, sender, recovery);
    assertThat(contract.authorizations()).hasSize(2);
    assertThat(contract.authorizations())
        .allSatisfy(each -> assertThat(each.authority()).contains(sender));
    assertThat(contract.authorizations().getLast().chainId().isZero()).isTrue();
  }

  @Test
  void theHighHalfOfSIsOfNobody() throws IOException, RlpException {
    EthereumTransaction transaction = ofType(EthereumTransaction.DYNAMIC_FEE);
    EthereumSignature low = transaction.signature();
    EthereumSignature high =
        new EthereumSignature(
            1 - low.yParity(), low.r(), EthereumSignature.ORDER.subtract(low.s()));
    assertThat(recovery.sender(transaction)).isPresent();
    assertThat(recovery.sender(transaction.withSignature(high))).isEmpty();
    for (BigInteger outside : new BigInteger[] {BigInteger.ZERO, EthereumSignature.ORDER}) {
      assertThat(
              recovery.sender(
                  transaction.withSignature(new EthereumSignature(0, outside, low.s()))))
          .isEmpty();
    }
  }

  @Test
  void malformedTransactionsAreRefused() throws IOException {
    byte[] raw = bytes(transactions().iterator().next().getAsJsonObject(), "raw");
    assertThatThrownBy(() -> EthereumTransaction.decode(new byte[0]))
        .hasMessageContaining("at least one byte");
    assertThatThrownBy(() -> EthereumTransaction.decode(new byte[] {5, (byte) 0xc0}))
        .hasMessageContaining("type, 1 to 4");
    assertThatThrownBy(() -> EthereumTransaction.decode(Arrays.copyOf(raw, raw.length + 1)))
        .hasMessageContaining("1 bytes follow");
    assertThatThrownBy(() -> EthereumTransaction.decode(Arrays.copyOf(raw, raw.length - 1)))
        .isInstanceOf(RlpException.class);
  }

  private EthereumTransaction ofType(int type) throws IOException, RlpException {
    for (JsonElement each : transactions()) {
      if (each.getAsJsonObject().get("type").getAsInt() == type) {
        return EthereumTransaction.decode(bytes(each.getAsJsonObject(), "raw"));
      }
    }
    throw new AssertionError("no transaction of type " + type);
  }

  private static Iterable<JsonElement> transactions() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            EthereumTransactionTest.class.getResourceAsStream("ethers-transactions.json"))) {
      return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .getAsJsonArray();
    }
  }

  private static byte[] bytes(JsonObject object, String name) {
    return HexFormat.of().parseHex(object.get(name).getAsString().substring(2));
  }
}
