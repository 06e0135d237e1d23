package io.ghostbridge.plugin.conformance.defective;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A scheme that is as good as any from outside: the "signature" is a digest of key and message. */
final class DefectiveScheme implements SignatureScheme {
  private static final int LENGTH = 32;

  private final Defect defect;

  DefectiveScheme(Defect defect) {
    this.defect = defect;
  }

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String algorithm() {
    return "sample";
  }

  @Override
  public int seedLength() {
    return LENGTH;
  }

  @Override
  public int publicKeyLength() {
    return LENGTH;
  }

  @Override
  public int signatureLength() {
    return defect == Defect.OTHER_LENGTHS ? LENGTH + 1 : LENGTH;
  }

  @Override
  public SigningKey fromSeed(byte[] seed) {
    if (seed.length != LENGTH && defect != Defect.TAKES_ANY_SEED) {
      throw new IllegalArgumentException("a seed has 32 bytes, not " + seed.length);
    }
    return new Key(seed);
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    if (signature.length != LENGTH && defect == Defect.THROWS_ON_BAD_SIGNATURES) {
      throw new IllegalArgumentException("a signature has 32 bytes, not " + signature.length);
    }
    if (signature.length == LENGTH && defect == Defect.ACCEPTS_BAD_SIGNATURES) {
      return true;
    }
    return MessageDigest.isEqual(sha256(publicKey, message), signature);
  }

  private final class Key implements SigningKey {
    private final byte[] seed;
    private boolean closed;

    Key(byte[] seed) {
      this.seed = defect == Defect.KEEPS_THE_SEED ? seed : seed.clone();
    }

    @Override
    public String algorithm() {
      return "sample";
    }

    @Override
    public Bytes publicKey() {
      return Bytes.wrap(sha256(seed));
    }

    @Override
    public synchronized byte[] sign(byte[] message) {
      if (closed && defect != Defect.SIGNS_WHEN_CLOSED) {
        throw new IllegalStateException("the key was closed");
      }
      return sha256(sha256(seed), message);
    }

    @Override
    public synchronized void close() {
      closed = true;
    }

    @Override
    public String toString() {
      return defect == Defect.SHOWS_THE_SEED ? HexFormat.of().formatHex(seed) : "Key";
    }
  }
}
