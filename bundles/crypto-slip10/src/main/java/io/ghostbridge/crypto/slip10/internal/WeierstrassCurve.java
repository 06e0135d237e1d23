package io.ghostbridge.crypto.slip10.internal;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** secp256k1 or P-256 by Bouncy Castle. */
final class WeierstrassCurve implements Curve {
  private static final int LENGTH = 32;

  private final X9ECParameters parameters;

  WeierstrassCurve(String name) {
    parameters = CustomNamedCurves.getByName(name);
  }

  @Override
  public boolean isPrivateKey(byte[] key) {
    BigInteger value = new BigInteger(1, key);
    return value.signum() > 0 && value.compareTo(parameters.getN()) < 0;
  }

  @Override
  public byte[] publicKey(byte[] key) {
    return new FixedPointCombMultiplier()
        .multiply(parameters.getG(), new BigInteger(1, key))
        .getEncoded(true);
  }

  @Override
  public Optional<byte[]> childKey(byte[] left, byte[] parent) {
    BigInteger addend = new BigInteger(1, left);
    BigInteger sum = addend.add(new BigInteger(1, parent)).mod(parameters.getN());
    if (addend.compareTo(parameters.getN()) >= 0 || sum.signum() == 0) {
      return Optional.empty();
    }
    byte[] bytes = sum.toByteArray();
    byte[] key = new byte[LENGTH];
    int count = Math.min(LENGTH, bytes.length);
    System.arraycopy(bytes, bytes.length - count, key, LENGTH - count, count);
    Arrays.fill(bytes, (byte) 0);
    return Optional.of(key);
  }

  @Override
  public boolean hasOrdinaryChildren() {
    return true;
  }
}
