package io.ghostbridge.crypto.mlkem.internal;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;

/** An encoding of FIPS 203 on its way into the JDK's provider, which reads this format. */
abstract class RawKey implements java.security.AsymmetricKey {
  private static final long serialVersionUID = 1L;

  private final transient NamedParameterSpec parameters;
  private final transient byte[] encoded;

  private RawKey(NamedParameterSpec parameters, byte[] encoded) {
    this.parameters = parameters;
    this.encoded = encoded;
  }

  /** A public key; the array is not copied. */
  static final class Public extends RawKey implements PublicKey {
    private static final long serialVersionUID = 1L;

    Public(NamedParameterSpec parameters, byte[] encoded) {
      super(parameters, encoded);
    }
  }

  /** A private key; the array is not copied, so that whoever made it can wipe it. */
  static final class Private extends RawKey implements PrivateKey {
    private static final long serialVersionUID = 1L;

    Private(NamedParameterSpec parameters, byte[] encoded) {
      super(parameters, encoded);
    }
  }

  @Override
  public String getAlgorithm() {
    return "ML-KEM";
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  @Override
  public byte[] getEncoded() {
    return encoded;
  }

  @Override
  public NamedParameterSpec getParams() {
    return parameters;
  }
}
