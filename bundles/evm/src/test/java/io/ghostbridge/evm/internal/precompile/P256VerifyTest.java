package io.ghostbridge.evm.internal.precompile;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Fork;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.Test;

class P256VerifyTest {
  private final P256Verify contract = new P256Verify();

  private static byte[] signed() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(new byte[] {1});
    Signature signer = Signature.getInstance("NONEwithECDSAinP1363Format");
    signer.initSign(pair.getPrivate());
    signer.update(digest);
    ECPublicKey key = (ECPublicKey) pair.getPublic();
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.writeBytes(digest);
    input.writeBytes(signer.sign());
    input.writeBytes(Inputs.padded(key.getW().getAffineX(), 32));
    input.writeBytes(Inputs.padded(key.getW().getAffineY(), 32));
    return input.toByteArray();
  }

  private Bytes run(byte[] input) {
    return contract.run(Bytes.copyOf(input), Fork.OSAKA);
  }

  @Test
  void whatTheJdkSignsIsRight() throws GeneralSecurityException {
    Bytes result = run(signed());
    assertThat(result.size()).isEqualTo(32);
    assertThat(result.get(31)).isEqualTo((byte) 1);
  }

  @Test
  void everyChangedByteMakesItWrong() throws GeneralSecurityException {
    byte[] input = signed();
    for (int i = 0; i < input.length; i++) {
      byte[] changed = input.clone();
      changed[i] ^= 1;
      assertThat(run(changed).isEmpty()).as("byte %d", i).isTrue();
    }
  }

  @Test
  void wrongLengthsAndPointsGiveNothing() {
    assertThat(run(new byte[159]).isEmpty()).isTrue();
    assertThat(run(new byte[161]).isEmpty()).isTrue();
    assertThat(run(new byte[160]).isEmpty()).isTrue();
    byte[] beyond = new byte[160];
    java.util.Arrays.fill(beyond, (byte) 0xff);
    assertThat(run(beyond).isEmpty()).isTrue();
  }
}
