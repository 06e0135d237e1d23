package io.ghostbridge.crypto.scrypt.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.PasswordCost;
import io.ghostbridge.api.crypto.PasswordHash;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.crypto.Lengths;
import org.bouncycastle.crypto.generators.SCrypt;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** scrypt (RFC 7914, section 6). */
@Component(service = PasswordHash.class, property = CryptoAlgorithm.ALGORITHM + "=" + Scrypt.NAME)
public final class Scrypt implements PasswordHash {
  static final String NAME = "scrypt";

  /** Needs nothing. */
  @Activate
  public Scrypt() {}

  @Override
  public String algorithm() {
    return NAME;
  }

  @Override
  public PasswordCost recommendedCost() {
    return new PasswordCost.Scrypt(1 << 17, 8, 1);
  }

  @Override
  public SecretBytes derive(SecretBytes password, byte[] salt, PasswordCost cost, int length) {
    if (!(cost instanceof PasswordCost.Scrypt scrypt)) {
      throw new IllegalArgumentException(
          "scrypt takes a cost of type Scrypt, not " + cost.getClass().getSimpleName());
    }
    Lengths.require("a password", password.size(), 0, Lengths.MAX);
    Lengths.require("a salt", salt.length, 0, Lengths.MAX);
    Lengths.require("the output of scrypt", length, 1, Lengths.MAX);
    if (scrypt.r() == 1 && scrypt.n() >= 1 << 16) {
      throw new IllegalArgumentException(
          "scrypt with r 1 takes n up to 2^15, not " + scrypt.n() + " (RFC 7914, section 2)");
    }
    return SecretBytes.wrap(
        password.<byte[]>map(
            bytes -> SCrypt.generate(bytes, salt, scrypt.n(), scrypt.r(), scrypt.p(), length)));
  }
}
