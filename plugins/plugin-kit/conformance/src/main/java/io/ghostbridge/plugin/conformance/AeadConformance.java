package io.ghostbridge.plugin.conformance;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.DecryptionFailedException;
import io.ghostbridge.api.crypto.SecretBytes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every AEAD must do (RFC 5116). */
public abstract class AeadConformance extends CryptoConformance<Aead> {
  private static final byte[] NOTHING = new byte[0];

  /** For subclasses. */
  protected AeadConformance() {
    super(Aead.class);
  }

  private static AeadKey key(Aead aead, int bit) {
    try (SecretBytes secret = SecretBytes.wrap(flipped(bytes(aead.keyLength()), bit))) {
      return aead.key(secret);
    }
  }

  private static byte[] nonce(Aead aead) {
    return bytes(aead.nonceLength());
  }

  @Override
  protected byte[] compute(Aead aead, byte[] message) {
    try (AeadKey key = key(aead, 0)) {
      return key.seal(nonce(aead), message, NOTHING);
    }
  }

  @Test
  final void whatWasSealedOpensAndIsLongerByTheTag() throws Exception {
    for (Aead each : services()) {
      try (AeadKey key = key(each, 0)) {
        for (int length : new int[] {0, 1, 15, 16, 17, 63, 64, 65, 1000, 70_000}) {
          byte[] sealed = key.seal(nonce(each), bytes(length), bytes(length % 50));
          Rule.LENGTHS.check(
              sealed.length == length + each.tagLength(),
              each.algorithm() + " made " + sealed.length + " bytes of " + length);
          byte[] opened =
              call(
                  Rule.ROUND_TRIP,
                  each.algorithm() + ".open of its own " + sealed.length + " bytes",
                  () -> key.open(nonce(each), sealed, bytes(length % 50)));
          Rule.ROUND_TRIP.check(
              Arrays.equals(opened, bytes(length)),
              each.algorithm() + " opens to something else than was sealed");
        }
      }
    }
  }

  @Test
  final void whateverWasChangedDoesNotOpen() throws Exception {
    for (Aead each : services()) {
      try (AeadKey key = key(each, 0);
          AeadKey other = key(each, 9)) {
        byte[] data = bytes(20);
        byte[] sealed = key.seal(nonce(each), bytes(100), data);
        String open = each.algorithm() + ".open of a changed ";
        for (byte[] forged : forgeries(sealed)) {
          checkRefused(
              Rule.FORGERIES,
              open + "ciphertext",
              DecryptionFailedException.class,
              () -> key.open(nonce(each), forged, data));
        }
        for (byte[] forged : forgeries(data)) {
          checkRefused(
              Rule.FORGERIES,
              open + "associated data",
              DecryptionFailedException.class,
              () -> key.open(nonce(each), sealed, forged));
        }
        checkRefused(
            Rule.FORGERIES,
            open + "nonce",
            DecryptionFailedException.class,
            () -> key.open(flipped(nonce(each), 3), sealed, data));
        checkRefused(
            Rule.FORGERIES,
            open + "key",
            DecryptionFailedException.class,
            () -> other.open(nonce(each), sealed, data));
      }
    }
  }

  @Test
  final void keysAndNoncesOfOtherLengthsAreRefused() throws Exception {
    for (Aead each : services()) {
      for (int length : new int[] {0, 1, each.keyLength() - 1, each.keyLength() + 1}) {
        checkRefused(
            Rule.KEY_INPUT,
            each.algorithm() + ": a key of " + length + " bytes",
            IllegalArgumentException.class,
            () -> each.key(SecretBytes.wrap(new byte[length])));
      }
      try (AeadKey key = key(each, 0)) {
        for (int length : new int[] {0, each.nonceLength() - 1, each.nonceLength() + 1}) {
          checkRefused(
              Rule.BAD_INPUT,
              each.algorithm() + ".seal with a nonce of " + length + " bytes",
              IllegalArgumentException.class,
              () -> key.seal(new byte[length], bytes(10), NOTHING));
          checkRefused(
              Rule.BAD_INPUT,
              each.algorithm() + ".open with a nonce of " + length + " bytes",
              IllegalArgumentException.class,
              () -> key.open(new byte[length], bytes(50), NOTHING));
        }
      }
    }
  }

  @Test
  final void keysAreCopiedClosedAndNeverShown() throws Exception {
    for (Aead each : services()) {
      byte[] bytes = bytes(each.keyLength());
      SecretBytes secret = SecretBytes.wrap(bytes.clone());
      AeadKey key = each.key(secret);
      byte[] before = key.seal(nonce(each), bytes(10), NOTHING);
      secret.close();
      Rule.KEY_INPUT.check(
          Arrays.equals(before, key.seal(nonce(each), bytes(10), NOTHING)),
          each.algorithm() + " does not copy the key that it is given");
      checkSecret(key, bytes);
      key.close();
      key.close();
      checkRefused(
          Rule.CLOSED,
          each.algorithm() + ".seal by a closed key",
          IllegalStateException.class,
          () -> key.seal(nonce(each), bytes(10), NOTHING));
      checkRefused(
          Rule.CLOSED,
          each.algorithm() + ".open by a closed key",
          IllegalStateException.class,
          () -> key.open(nonce(each), before, NOTHING));
    }
  }
}
