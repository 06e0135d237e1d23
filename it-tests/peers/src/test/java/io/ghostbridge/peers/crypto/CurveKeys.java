package io.ghostbridge.peers.crypto;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Keys of a curve in DER, as OpenSSL reads them. */
final class CurveKeys {
  private static final byte[] EC_PUBLIC_KEY = HexFormat.of().parseHex("06072a8648ce3d0201");
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int BITS = 0x03;
  private static final int PARAMETERS = 0xa0;

  private final byte[] curve;

  /**
   * @param curve the object identifier with its head, in hexadecimal
   */
  CurveKeys(String curve) {
    this.curve = HexFormat.of().parseHex(curve);
  }

  /** ECPrivateKey (RFC 5915, section 3) without the public key. */
  byte[] privateKey(byte[] scalar) {
    return tagged(
        SEQUENCE, new byte[] {2, 1, 1}, tagged(OCTETS, scalar), tagged(PARAMETERS, curve));
  }

  /** SubjectPublicKeyInfo (RFC 5480, section 2). */
  byte[] publicKey(byte[] point) {
    return tagged(
        SEQUENCE, tagged(SEQUENCE, EC_PUBLIC_KEY, curve), tagged(BITS, new byte[] {0}, point));
  }

  private static byte[] tagged(int tag, byte[]... contents) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : contents) {
      content.writeBytes(part);
    }
    if (content.size() > 127) {
      throw new IllegalArgumentException("content of " + content.size() + " bytes");
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(tag);
    whole.write(content.size());
    whole.writeBytes(content.toByteArray());
    return whole.toByteArray();
  }
}
