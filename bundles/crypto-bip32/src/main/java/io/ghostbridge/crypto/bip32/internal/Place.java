package io.ghostbridge.crypto.bip32.internal;

import io.ghostbridge.crypto.HmacSha512;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * Where a key stands in its tree.
 *
 * @param depth from 0 to 255
 * @param parentFingerprint the first bytes of the parent's identifier, as a number
 * @param childNumber with the highest bit for hardened
 */
record Place(int depth, int parentFingerprint, int childNumber) {
  static final Place ROOT = new Place(0, 0, 0);

  /** How many bytes an extended key has (BIP-32, "Serialization format"). */
  static final int PAYLOAD_LENGTH = 78;

  private static final int MAX_DEPTH = 255;

  /** The place of a child of a key with this public key. */
  Place child(byte[] publicKey, int index) {
    if (depth == MAX_DEPTH) {
      throw new IllegalArgumentException("a key at depth 255 has no children");
    }
    return new Place(depth + 1, ByteBuffer.wrap(identifier(publicKey)).getInt(), index);
  }

  /** HASH160 of the public key. */
  private static byte[] identifier(byte[] publicKey) {
    SHA256Digest sha256 = new SHA256Digest();
    sha256.update(publicKey, 0, publicKey.length);
    byte[] inner = new byte[sha256.getDigestSize()];
    sha256.doFinal(inner, 0);
    RIPEMD160Digest ripemd160 = new RIPEMD160Digest();
    ripemd160.update(inner, 0, inner.length);
    byte[] identifier = new byte[ripemd160.getDigestSize()];
    ripemd160.doFinal(identifier, 0);
    return identifier;
  }

  /** An extended key. */
  byte[] payload(int version, byte[] chainCode, byte[] key) {
    return ByteBuffer.allocate(PAYLOAD_LENGTH)
        .putInt(version)
        .put((byte) depth)
        .putInt(parentFingerprint)
        .putInt(childNumber)
        .put(chainCode)
        .put(new byte[PAYLOAD_LENGTH - 45 - key.length])
        .put(key)
        .array();
  }

  /** The place that an extended key tells. */
  static Place parse(byte[] payload, int version, String prefix) {
    if (payload.length != PAYLOAD_LENGTH) {
      throw new IllegalArgumentException(
          "an extended key has " + payload.length + " bytes, expected " + PAYLOAD_LENGTH);
    }
    ByteBuffer buffer = ByteBuffer.wrap(payload);
    if (buffer.getInt() != version) {
      throw new IllegalArgumentException("an extended key is of another kind than " + prefix);
    }
    Place place = new Place(buffer.get() & 0xff, buffer.getInt(), buffer.getInt());
    if (place.depth == 0 && (place.parentFingerprint != 0 || place.childNumber != 0)) {
      throw new IllegalArgumentException("an extended key at depth 0 names a parent or a number");
    }
    return place;
  }

  static byte[] chainCode(byte[] payload) {
    return Arrays.copyOfRange(payload, 13, 45);
  }

  static byte[] key(byte[] payload) {
    return Arrays.copyOfRange(payload, 45, PAYLOAD_LENGTH);
  }

  /** The HMAC of a child (BIP-32, "Child key derivation functions"). */
  static byte[] childOutput(byte[] chainCode, byte[] key, int index) {
    return HmacSha512.of(chainCode, key, HmacSha512.bigEndian(index));
  }
}
