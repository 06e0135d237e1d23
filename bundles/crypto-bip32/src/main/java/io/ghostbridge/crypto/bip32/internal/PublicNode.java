package io.ghostbridge.crypto.bip32.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ghostbridge.api.crypto.DerivedPublicKey;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.crypto.HmacSha512;
import io.ghostbridge.crypto.Secp256k1;

/** An extended public key. */
final class PublicNode implements DerivedPublicKey {
  private static final int XPUB = 0x0488b21e;

  private final Secp256k1 curve;
  private final Bytes publicKey;
  private final Bytes chainCode;
  private final Place place;

  PublicNode(Secp256k1 curve, byte[] publicKey, Bytes chainCode, Place place) {
    this.curve = curve;
    this.publicKey = Bytes.copyOf(publicKey);
    this.chainCode = chainCode;
    this.place = place;
  }

  static PublicNode parse(Secp256k1 curve, byte[] payload) {
    Place place = Place.parse(payload, XPUB, "xpub");
    byte[] key = Place.key(payload);
    if (curve.compress(key).isEmpty()) {
      throw new IllegalArgumentException("an extended key holds no public key of secp256k1");
    }
    return new PublicNode(curve, key, Bytes.wrap(Place.chainCode(payload)), place);
  }

  @Override
  public Bytes publicKey() {
    return publicKey;
  }

  @Override
  public DerivedPublicKey child(int index) {
    if (index < 0) {
      throw new IllegalArgumentException(
          "a hardened child is derived from the private key only, expected an index below 2^31");
    }
    byte[] output = Place.childOutput(chainCode.unsafeArray(), publicKey.unsafeArray(), index);
    byte[] key =
        curve
            .tweakPublic(publicKey.unsafeArray(), HmacSha512.left(output))
            .orElseThrow(() -> new IllegalArgumentException("there is no child " + index));
    return new PublicNode(
        curve,
        key,
        Bytes.wrap(HmacSha512.right(output)),
        place.child(publicKey.unsafeArray(), index));
  }

  @Override
  public String serialise() {
    return new String(
        Base58Check.encode(place.payload(XPUB, chainCode.unsafeArray(), publicKey.unsafeArray())),
        US_ASCII);
  }

  @Override
  public String toString() {
    return "DerivedPublicKey[" + serialise() + "]";
  }
}
