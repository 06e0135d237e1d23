package io.ghostbridge.crypto.slip10.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ghostbridge.api.crypto.DerivedKey;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.crypto.HmacSha512;
import io.ghostbridge.crypto.Lengths;
import io.ghostbridge.crypto.RestorableDerivation;
import java.util.Arrays;

/** SLIP-10 on one curve. */
abstract class Slip10 implements RestorableDerivation {
  private final String algorithm;
  private final byte[] curveSeed;
  private final Curve curve;

  Slip10(String algorithm, String curveSeed, Curve curve) {
    this.algorithm = algorithm;
    this.curveSeed = curveSeed.getBytes(US_ASCII);
    this.curve = curve;
  }

  @Override
  public final String algorithm() {
    return algorithm;
  }

  @Override
  public final DerivedKey master(SecretBytes seed) {
    Lengths.require("a seed", seed.size(), 16, 64);
    byte[] output = seed.<byte[]>map(bytes -> HmacSha512.of(curveSeed, bytes));
    while (!curve.isPrivateKey(HmacSha512.left(output))) {
      // SLIP-10, "Master key generation": an invalid key is hashed again.
      output = HmacSha512.of(curveSeed, output);
    }
    Node node = new Node(algorithm, curve, HmacSha512.left(output), HmacSha512.right(output));
    Arrays.fill(output, (byte) 0);
    return node;
  }

  @Override
  public final DerivedKey restore(SecretBytes privateKey, SecretBytes chainCode) {
    Lengths.require("a private key of " + algorithm, privateKey.size(), 32);
    Lengths.require("a chain code of " + algorithm, chainCode.size(), 32);
    if (!privateKey.<Boolean>map(curve::isPrivateKey)) {
      throw new IllegalArgumentException("no private key of " + algorithm);
    }
    return new Node(algorithm, curve, privateKey.toByteArray(), chainCode.toByteArray());
  }
}
