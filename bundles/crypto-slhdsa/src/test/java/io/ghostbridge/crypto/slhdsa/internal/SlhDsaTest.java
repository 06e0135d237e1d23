package io.ghostbridge.crypto.slhdsa.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.crypto.boringssl.internal.BoringSsl;
import io.ghostbridge.it.vectors.SignatureContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SlhDsaTest {
  static Stream<Named<SignatureScheme>> schemes() {
    return Stream.of(
        Named.of("128f bouncycastle", new SlhDsaSha2With128f()),
        Named.of("128s boringssl", new SlhDsaSha2With128s(new BoringSsl())));
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void theSchemeKeepsTheContract(SignatureScheme scheme) {
    SignatureContract.check(scheme, 20);
  }

  @Test
  void librariesVerifyEachOthersSignatures() {
    SignatureScheme bouncyCastle = new SlhDsaSha2With128s(null);
    SignatureScheme boringSsl = new SlhDsaSha2With128s(new BoringSsl());
    assertThat(SignatureContract.disagreements(bouncyCastle, boringSsl, 1)).isEmpty();
    assertThat(SignatureContract.disagreements(boringSsl, bouncyCastle, 2)).isEmpty();
  }
}
