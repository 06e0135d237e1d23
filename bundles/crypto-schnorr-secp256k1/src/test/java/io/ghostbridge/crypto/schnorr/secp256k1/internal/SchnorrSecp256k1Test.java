package io.ghostbridge.crypto.schnorr.secp256k1.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.crypto.PureSecp256k1;
import io.ghostbridge.crypto.Secp256k1;
import io.ghostbridge.crypto.libsecp256k1.internal.Library;
import io.ghostbridge.it.vectors.SignatureContract;
import io.ghostbridge.it.vectors.VectorFiles;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchnorrSecp256k1Test {
  static Stream<Named<Secp256k1>> curves() {
    return Stream.of(
        Named.of("bouncycastle", new PureSecp256k1()), Named.of("libsecp256k1", new Library()));
  }

  @ParameterizedTest
  @MethodSource("curves")
  void everyVectorOfBip340IsReproduced(Secp256k1 curve) throws Exception {
    SignatureScheme scheme = new SchnorrSecp256k1(curve);
    HexFormat hex = HexFormat.of();
    List<String> wrong = new ArrayList<>();
    List<String> lines = Files.readAllLines(VectorFiles.find("bips/bip-0340/test-vectors.csv"));
    for (String line : lines.subList(1, lines.size())) {
      // index, secret key, public key, auxiliary randomness, message, signature, result, comment
      String[] row = line.split(",", -1);
      byte[] message = hex.parseHex(row[4]);
      byte[] signature = hex.parseHex(row[5]);
      byte[] publicKey = hex.parseHex(row[2]);
      if (!row[1].isEmpty()) {
        byte[] secret = hex.parseHex(row[1]);
        if (!Arrays.equals(curve.schnorrSign(secret, message, hex.parseHex(row[3])), signature)
            || !scheme.fromSeed(secret).publicKey().toHex().equalsIgnoreCase(row[2])) {
          wrong.add(line + ": signed otherwise");
        }
      }
      if (scheme.verify(publicKey, message, signature) != row[6].equals("TRUE")) {
        wrong.add(line + ": another verdict");
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(lines).hasSizeGreaterThan(15);
  }

  @ParameterizedTest
  @MethodSource("curves")
  void theSchemeKeepsTheContract(Secp256k1 curve) {
    SignatureContract.check(new SchnorrSecp256k1(curve), 64);
  }

  @ParameterizedTest
  @MethodSource("curves")
  void librariesVerifyEachOthersSignatures(Secp256k1 curve) {
    SchnorrSecp256k1 scheme = new SchnorrSecp256k1(curve);
    curves()
        .forEach(
            other ->
                assertThat(
                        SignatureContract.disagreements(
                            scheme, new SchnorrSecp256k1(other.getPayload()), 50))
                    .isEmpty());
  }
}
