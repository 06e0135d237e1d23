package io.ghostbridge.crypto.pbkdf2.internal;

import io.ghostbridge.api.crypto.PasswordCost;
import io.ghostbridge.api.crypto.PasswordHash;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.crypto.Lengths;
import io.ghostbridge.crypto.Providers;
import io.ghostbridge.crypto.WipedKey;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;

/** PBKDF2 (RFC 8018, section 5.2). */
abstract class Pbkdf2 implements PasswordHash {
  private final String algorithm;
  private final String jcaName;
  private final PasswordCost recommended;

  Pbkdf2(String algorithm, String jcaName, int recommendedIterations) {
    this.algorithm = algorithm;
    this.jcaName = jcaName;
    recommended = new PasswordCost.Pbkdf2(recommendedIterations);
  }

  @Override
  public final String algorithm() {
    return algorithm;
  }

  @Override
  public final PasswordCost recommendedCost() {
    return recommended;
  }

  @Override
  public final SecretBytes derive(
      SecretBytes password, byte[] salt, PasswordCost cost, int length) {
    if (!(cost instanceof PasswordCost.Pbkdf2 pbkdf2)) {
      throw new IllegalArgumentException(
          algorithm + " takes a cost of type Pbkdf2, not " + cost.getClass().getSimpleName());
    }
    Lengths.require("a password", password.size(), 0, Lengths.MAX);
    Lengths.require("a salt", salt.length, 0, Lengths.MAX);
    Lengths.require("the output of " + algorithm, length, 1, Lengths.MAX);
    // HMAC pads keys with zeros, so that one zero stands for the empty key that JCA refuses.
    try (SecretBytes key = password.size() == 0 ? SecretBytes.wrap(new byte[1]) : password.copy()) {
      Mac mac = Mac.getInstance(jcaName, Providers.jdk("SunJCE"));
      mac.init(new WipedKey(key, jcaName));
      return SecretBytes.wrap(derive(mac, salt, pbkdf2.iterations(), length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no " + jcaName, e);
    }
  }

  private static byte[] derive(Mac mac, byte[] salt, int iterations, int length)
      throws GeneralSecurityException {
    byte[] output = new byte[length];
    byte[] u = new byte[mac.getMacLength()];
    byte[] sum = new byte[u.length];
    for (int block = 1, at = 0; at < length; block++, at += u.length) {
      mac.update(salt);
      mac.update(
          new byte[] {
            (byte) (block >>> 24), (byte) (block >>> 16), (byte) (block >>> 8), (byte) block
          });
      mac.doFinal(u, 0);
      System.arraycopy(u, 0, sum, 0, u.length);
      for (int i = 1; i < iterations; i++) {
        mac.update(u);
        mac.doFinal(u, 0);
        for (int j = 0; j < u.length; j++) {
          sum[j] ^= u[j];
        }
      }
      System.arraycopy(sum, 0, output, at, Math.min(sum.length, length - at));
    }
    Arrays.fill(u, (byte) 0);
    Arrays.fill(sum, (byte) 0);
    return output;
  }
}
