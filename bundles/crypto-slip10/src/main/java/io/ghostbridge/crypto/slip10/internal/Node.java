package io.ghostbridge.crypto.slip10.internal;

import io.ghostbridge.api.crypto.DerivedKey;
import io.ghostbridge.api.crypto.DerivedPublicKey;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.crypto.HmacSha512;
import java.util.Arrays;
import java.util.Optional;

/** A private key in a tree of SLIP-10. */
final class Node implements DerivedKey {
  private final String algorithm;
  private final Curve curve;
  private final SecretBytes key;
  private final SecretBytes chainCode;
  private final Bytes publicKey;

  /** Takes both arrays over. */
  Node(String algorithm, Curve curve, byte[] key, byte[] chainCode) {
    this.algorithm = algorithm;
    this.curve = curve;
    this.key = SecretBytes.wrap(key);
    this.chainCode = SecretBytes.wrap(chainCode);
    publicKey = Bytes.wrap(curve.publicKey(key));
  }

  @Override
  public SecretBytes privateKey() {
    return key.copy();
  }

  @Override
  public SecretBytes chainCode() {
    return chainCode.copy();
  }

  @Override
  public Bytes publicKey() {
    return publicKey;
  }

  @Override
  public DerivedKey child(int index) {
    if (index >= 0 && !curve.hasOrdinaryChildren()) {
      throw new IllegalArgumentException(
          algorithm + " has hardened children only, not " + index + ": write " + index + "'");
    }
    byte[] data = new byte[33];
    if (index < 0) {
      key.read(bytes -> System.arraycopy(bytes, 0, data, 1, bytes.length));
    } else {
      System.arraycopy(publicKey.unsafeArray(), 0, data, 0, data.length);
    }
    byte[] number = HmacSha512.bigEndian(index);
    byte[] output = chainCode.<byte[]>map(code -> HmacSha512.of(code, data, number));
    while (true) {
      byte[] left = HmacSha512.left(output);
      byte[] right = HmacSha512.right(output);
      Optional<byte[]> child = key.<Optional<byte[]>>map(bytes -> curve.childKey(left, bytes));
      Arrays.fill(data, (byte) 0);
      Arrays.fill(left, (byte) 0);
      if (child.isPresent()) {
        return new Node(algorithm, curve, child.get(), right);
      }
      // SLIP-10, "Private parent key to private child key": 0x01, the right half and the index.
      byte[] again = new byte[33];
      again[0] = 1;
      System.arraycopy(right, 0, again, 1, right.length);
      output = chainCode.<byte[]>map(code -> HmacSha512.of(code, again, number));
    }
  }

  @Override
  public DerivedPublicKey neutered() {
    throw new UnsupportedOperationException(
        algorithm + " derives no public keys here: take bip32 on secp256k1");
  }

  @Override
  public SecretBytes serialise() {
    throw new UnsupportedOperationException(algorithm + " has no format of extended keys");
  }

  @Override
  public void close() {
    key.close();
    chainCode.close();
  }

  @Override
  public String toString() {
    return "DerivedKey[" + algorithm + " " + publicKey + "]";
  }
}
