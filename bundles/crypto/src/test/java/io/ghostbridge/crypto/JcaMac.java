package io.ghostbridge.crypto;

import io.ghostbridge.api.crypto.HashStream;
import io.ghostbridge.api.crypto.Mac;
import io.ghostbridge.api.crypto.MacKey;
import io.ghostbridge.api.crypto.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.Provider;

/** HMAC of a JCA provider. A key keeps a few objects that have taken it in already. */
public abstract class JcaMac implements Mac {
  private final String algorithm;
  private final String jcaName;
  private final Provider provider;
  private final int macLength;

  /**
   * @param algorithm our name
   * @param jcaName the provider's
   */
  protected JcaMac(String algorithm, String jcaName, Provider provider) {
    this.algorithm = algorithm;
    this.jcaName = jcaName;
    this.provider = provider;
    macLength = instance().getMacLength();
  }

  private javax.crypto.Mac instance() {
    try {
      return javax.crypto.Mac.getInstance(jcaName, provider);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the provider " + provider + " has no " + jcaName, e);
    }
  }

  @Override
  public final String algorithm() {
    return algorithm;
  }

  @Override
  public final int macLength() {
    return macLength;
  }

  @Override
  public final MacKey key(SecretBytes secret) {
    Lengths.require("a key of " + algorithm, secret.size(), 1, Lengths.MAX);
    return new Key(secret.copy());
  }

  private final class Key implements MacKey {
    private final SecretBytes secret;
    private final Pool<javax.crypto.Mac> pool = new Pool<>(this::keyed);

    Key(SecretBytes secret) {
      this.secret = secret;
    }

    private javax.crypto.Mac keyed() {
      javax.crypto.Mac mac = instance();
      try {
        mac.init(new WipedKey(secret, jcaName));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the provider " + provider + " refuses a key", e);
      }
      return mac;
    }

    @Override
    public byte[] mac(byte[] message) {
      javax.crypto.Mac mac = pool.take();
      byte[] tag = mac.doFinal(message);
      pool.give(mac);
      return tag;
    }

    @Override
    public HashStream start() {
      javax.crypto.Mac mac = pool.take();
      return new FinishedOnce() {
        @Override
        void add(byte[] piece, int offset, int length) {
          mac.update(piece, offset, length);
        }

        @Override
        byte[] result() {
          byte[] tag = mac.doFinal();
          pool.give(mac);
          return tag;
        }
      };
    }

    @Override
    public void close() {
      pool.close();
      secret.close();
    }

    @Override
    public String toString() {
      return "MacKey[" + algorithm + "]";
    }
  }
}
