package io.ghostbridge.crypto;

import io.ghostbridge.api.crypto.ExtendableDigest;
import java.util.function.Supplier;
import org.bouncycastle.crypto.Xof;

/** A digest of any length of Bouncy Castle's lightweight API. */
public abstract class BouncyCastleXof extends BouncyCastleDigest implements ExtendableDigest {
  private final Supplier<? extends Xof> maker;

  /**
   * @param algorithm our name
   * @param maker of a fresh digest
   */
  protected BouncyCastleXof(String algorithm, Supplier<? extends Xof> maker) {
    super(algorithm, maker);
    this.maker = maker;
  }

  @Override
  public final byte[] digest(byte[] message, int length) {
    Lengths.require("the output of " + algorithm(), length, 1, Lengths.MAX);
    Xof xof = maker.get();
    xof.update(message, 0, message.length);
    byte[] output = new byte[length];
    xof.doFinal(output, 0, length);
    return output;
  }
}
