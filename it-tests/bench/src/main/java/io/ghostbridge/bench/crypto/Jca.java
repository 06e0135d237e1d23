package io.ghostbridge.bench.crypto;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.KEM;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a JCA provider, used as well as it can be: objects are kept and keys scheduled
 * once.
 */
final class Jca {
  private static final int GCM_TAG_BITS = 128;

  private final @Nullable Provider provider;

  /**
   * @param provider null for whichever of the JDK's has the algorithm
   */
  Jca(@Nullable Provider provider) {
    this.provider = provider;
  }

  private Provider with(String service) {
    if (provider != null) {
      return provider;
    }
    Provider[] found = Security.getProviders(service);
    if (found == null) {
      throw new UnsupportedOperationException("the JDK has no " + service);
    }
    return found[0];
  }

  Operation digest(String name, byte[] message) throws Exception {
    MessageDigest digest = MessageDigest.getInstance(name, with("MessageDigest." + name));
    return () -> digest.digest(message);
  }

  Operation mac(String name, byte[] message) throws Exception {
    Mac mac = Mac.getInstance(name, with("Mac." + name));
    mac.init(new SecretKeySpec(new byte[32], name));
    return () -> mac.doFinal(message);
  }

  Operation aead(String transformation, String keyAlgorithm, byte[] message) throws Exception {
    String service = transformation.startsWith("AES/GCM/") ? "AES/GCM/NoPadding" : transformation;
    Cipher cipher = Cipher.getInstance(transformation, with("Cipher." + service));
    SecretKeySpec key = new SecretKeySpec(new byte[32], keyAlgorithm);
    Nonces nonces = new Nonces(12);
    boolean gcm = keyAlgorithm.equals("AES");
    return () -> {
      byte[] nonce = nonces.next();
      AlgorithmParameterSpec spec =
          gcm ? new GCMParameterSpec(GCM_TAG_BITS, nonce) : new IvParameterSpec(nonce);
      cipher.init(Cipher.ENCRYPT_MODE, key, spec);
      return cipher.doFinal(message);
    };
  }

  private KeyPair pair(String algorithm, @Nullable AlgorithmParameterSpec spec) throws Exception {
    KeyPairGenerator generator =
        KeyPairGenerator.getInstance(algorithm, with("KeyPairGenerator." + algorithm));
    if (spec != null) {
      generator.initialize(spec);
    }
    return generator.generateKeyPair();
  }

  static AlgorithmParameterSpec curve(String name) {
    return new ECGenParameterSpec(name);
  }

  static AlgorithmParameterSpec named(String name) {
    return new NamedParameterSpec(name);
  }

  Operation sign(
      String keys, @Nullable AlgorithmParameterSpec spec, String algorithm, byte[] message)
      throws Exception {
    KeyPair pair = pair(keys, spec);
    Signature signer = Signature.getInstance(algorithm, with("Signature." + algorithm));
    Messages messages = new Messages(message);
    return () -> {
      signer.initSign(pair.getPrivate());
      signer.update(messages.next());
      return signer.sign();
    };
  }

  Operation verify(
      String keys, @Nullable AlgorithmParameterSpec spec, String algorithm, byte[] message)
      throws Exception {
    KeyPair pair = pair(keys, spec);
    Signature signer = Signature.getInstance(algorithm, with("Signature." + algorithm));
    signer.initSign(pair.getPrivate());
    signer.update(message);
    byte[] signature = signer.sign();
    return () -> {
      signer.initVerify(pair.getPublic());
      signer.update(message);
      if (!signer.verify(signature)) {
        throw new IllegalStateException("a valid signature is refused");
      }
      return signer;
    };
  }

  Operation agree(String keys, @Nullable AlgorithmParameterSpec spec, String algorithm)
      throws Exception {
    KeyPair mine = pair(keys, spec);
    KeyPair theirs = pair(keys, spec);
    KeyAgreement agreement = KeyAgreement.getInstance(algorithm, with("KeyAgreement." + algorithm));
    return () -> {
      agreement.init(mine.getPrivate());
      agreement.doPhase(theirs.getPublic(), true);
      return agreement.generateSecret();
    };
  }

  Operation encapsulate(String keys, @Nullable AlgorithmParameterSpec spec, String algorithm)
      throws Exception {
    KeyPair pair = pair(keys, spec);
    KEM kem = KEM.getInstance(algorithm, with("KEM." + algorithm));
    return () -> kem.newEncapsulator(pair.getPublic()).encapsulate();
  }

  Operation decapsulate(String keys, @Nullable AlgorithmParameterSpec spec, String algorithm)
      throws Exception {
    KeyPair pair = pair(keys, spec);
    KEM kem = KEM.getInstance(algorithm, with("KEM." + algorithm));
    byte[] sent = kem.newEncapsulator(pair.getPublic()).encapsulate().encapsulation();
    return () -> kem.newDecapsulator(pair.getPrivate()).decapsulate(sent);
  }
}
