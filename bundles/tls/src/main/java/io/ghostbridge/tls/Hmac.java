package io.ghostbridge.tls;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 with one key. Not for several threads at once. */
public final class Hmac {
  /** The length of a code. */
  public static final int BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;

  /** Codes under {@code key}, which is copied. */
  public Hmac(byte[] key) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform has no " + ALGORITHM, e);
    }
  }

  /** The code of {@code data}, whose position is not moved. */
  public byte[] of(ByteBuffer data) {
    mac.update(data.duplicate());
    return mac.doFinal();
  }
}
