package io.ghostbridge.crypto.mldsa.internal;

import org.bouncycastle.crypto.params.MLDSAParameters;

/** A column of FIPS 204, tables 1 and 2. */
enum ParameterSet {
  ML_DSA_44("44", 1312, 2420, 0x11),
  ML_DSA_65("65", 1952, 3309, 0x12),
  ML_DSA_87("87", 2592, 4627, 0x13);

  private final String name;
  private final int publicKeyLength;
  private final int signatureLength;
  private final int objectIdentifierEnd;

  ParameterSet(String name, int publicKeyLength, int signatureLength, int objectIdentifierEnd) {
    this.name = name;
    this.publicKeyLength = publicKeyLength;
    this.signatureLength = signatureLength;
    this.objectIdentifierEnd = objectIdentifierEnd;
  }

  MLDSAParameters parameters() {
    return switch (this) {
      case ML_DSA_44 -> MLDSAParameters.ml_dsa_44;
      case ML_DSA_65 -> MLDSAParameters.ml_dsa_65;
      case ML_DSA_87 -> MLDSAParameters.ml_dsa_87;
    };
  }

  String algorithm() {
    return "ml-dsa-" + name;
  }

  String jcaName() {
    return "ML-DSA-" + name;
  }

  int publicKeyLength() {
    return publicKeyLength;
  }

  int signatureLength() {
    return signatureLength;
  }

  private String identifier() {
    return String.format("300b06096086480165030403%02x", objectIdentifierEnd);
  }

  /** SubjectPublicKeyInfo up to the key (RFC 9881, section 4). */
  String publicHead() {
    int bitString = publicKeyLength + 1;
    return String.format("3082%04x", 13 + 4 + bitString)
        + identifier()
        + String.format("0382%04x00", bitString);
  }

  /** OneAsymmetricKey with the seed alone, up to the seed (RFC 9881, section 6). */
  String privateHead() {
    return "3034020100" + identifier() + "04228020";
  }
}
