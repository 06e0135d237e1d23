package io.ghostbridge.crypto.bip32.internal;

import io.ghostbridge.api.crypto.DerivedKey;
import io.ghostbridge.api.crypto.DerivedPublicKey;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.crypto.HmacSha512;
import io.ghostbridge.crypto.Secp256k1;
import java.util.Arrays;
import java.util.Optional;

/** An extended private key. */
final class PrivateNode implements DerivedKey {
  private static final int XPRV = 0x0488ade4;

  private final Secp256k1 curve;
  private final SecretBytes scalar;
  private final SecretBytes chainCode;
  private final Place place;
  private final Bytes publicKey;

  /** Takes both arrays over. */
  PrivateNode(Secp256k1 curve, byte[] scalar, byte[] chainCode, Place place) {
    this.curve = curve;
    this.scalar = SecretBytes.wrap(scalar);
    this.chainCode = SecretBytes.wrap(chainCode);
    this.place = place;
    publicKey = Bytes.wrap(curve.publicKey(scalar));
  }

  static PrivateNode parse(Secp256k1 curve, byte[] payload) {
    Place place = Place.parse(payload, XPRV, "xprv");
    byte[] padded = Place.key(payload);
    byte[] key = Arrays.copyOfRange(padded, 1, padded.length);
    boolean valid = padded[0] == 0 && curve.isPrivateKey(key);
    Arrays.fill(padded, (byte) 0);
    if (!valid) {
      Arrays.fill(key, (byte) 0);
      throw new IllegalArgumentException("an extended key holds no private key of secp256k1");
    }
    return new PrivateNode(curve, key, Place.chainCode(payload), place);
  }

  @Override
  public SecretBytes privateKey() {
    return scalar.copy();
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
    Place below = place.child(publicKey.unsafeArray(), index);
    byte[] output =
        chainCode.<byte[]>map(
            code ->
                index < 0
                    ? scalar.<byte[]>map(key -> hardened(code, key, index))
                    : Place.childOutput(code, publicKey.unsafeArray(), index));
    byte[] tweak = HmacSha512.left(output);
    try {
      byte[] key =
          scalar
              .<Optional<byte[]>>map(bytes -> curve.tweakPrivate(bytes, tweak))
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "there is no child " + Integer.toUnsignedString(index)));
      return new PrivateNode(curve, key, HmacSha512.right(output), below);
    } finally {
      Arrays.fill(output, (byte) 0);
      Arrays.fill(tweak, (byte) 0);
    }
  }

  private static byte[] hardened(byte[] code, byte[] key, int index) {
    byte[] padded = new byte[1 + Secp256k1.LENGTH];
    System.arraycopy(key, 0, padded, 1, key.length);
    byte[] output = Place.childOutput(code, padded, index);
    Arrays.fill(padded, (byte) 0);
    return output;
  }

  @Override
  public DerivedPublicKey neutered() {
    return new PublicNode(
        curve, publicKey.unsafeArray(), Bytes.wrap(chainCode.toByteArray()), place);
  }

  @Override
  public SecretBytes serialise() {
    byte[] payload =
        scalar.<byte[]>map(key -> chainCode.<byte[]>map(code -> place.payload(XPRV, code, key)));
    try {
      return SecretBytes.wrap(Base58Check.encode(payload));
    } finally {
      Arrays.fill(payload, (byte) 0);
    }
  }

  @Override
  public void close() {
    scalar.close();
    chainCode.close();
  }

  @Override
  public String toString() {
    return "DerivedKey[bip32 " + publicKey + "]";
  }
}
