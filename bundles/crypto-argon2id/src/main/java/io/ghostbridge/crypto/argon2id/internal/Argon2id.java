package io.ghostbridge.crypto.argon2id.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.PasswordCost;
import io.ghostbridge.api.crypto.PasswordHash;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.crypto.Lengths;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Argon2id, version 0x13 (RFC 9106, section 3.1), without a secret value or associated data. */
@Component(service = PasswordHash.class, property = CryptoAlgorithm.ALGORITHM + "=" + Argon2id.NAME)
public final class Argon2id implements PasswordHash {
  static final String NAME = "argon2id";

  private static final int MIN_SALT = 8;
  private static final int MIN_OUTPUT = 4;

  /** Needs nothing. */
  @Activate
  public Argon2id() {}

  @Override
  public String algorithm() {
    return NAME;
  }

  /** The second recommended option of RFC 9106, section 4. */
  @Override
  public PasswordCost recommendedCost() {
    return new PasswordCost.Argon2(1 << 16, 3, 4);
  }

  @Override
  public SecretBytes derive(SecretBytes password, byte[] salt, PasswordCost cost, int length) {
    if (!(cost instanceof PasswordCost.Argon2 argon2)) {
      throw new IllegalArgumentException(
          "argon2id takes a cost of type Argon2, not " + cost.getClass().getSimpleName());
    }
    return derive(password, salt, argon2, length, new byte[0], new byte[0]);
  }

  /** With the secret value and the associated data that RFC 9106's vectors have. */
  SecretBytes derive(
      SecretBytes password,
      byte[] salt,
      PasswordCost.Argon2 cost,
      int length,
      byte[] secretValue,
      byte[] associatedData) {
    Lengths.require("a password", password.size(), 0, Lengths.MAX);
    Lengths.require("a salt of argon2id", salt.length, MIN_SALT, Lengths.MAX);
    Lengths.require("the output of argon2id", length, MIN_OUTPUT, Lengths.MAX);
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(salt)
            .withSecret(secretValue)
            .withAdditional(associatedData)
            .withMemoryAsKB(cost.memoryKibibytes())
            .withIterations(cost.iterations())
            .withParallelism(cost.parallelism())
            .build());
    byte[] output = new byte[length];
    password.read(bytes -> generator.generateBytes(bytes, output));
    return SecretBytes.wrap(output);
  }
}
