package io.ghostbridge.plugin.conformance;

import io.ghostbridge.api.crypto.HashStream;
import io.ghostbridge.api.crypto.Mac;
import io.ghostbridge.api.crypto.MacKey;
import io.ghostbridge.api.crypto.SecretBytes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every message authentication code must do. */
public abstract class MacConformance extends CryptoConformance<Mac> {
  /** For subclasses. */
  protected MacConformance() {
    super(Mac.class);
  }

  /** The length of a key that the algorithm takes; 32 unless overridden. */
  protected int keyLength(Mac mac) {
    return 32;
  }

  private MacKey key(Mac mac, int bit) {
    try (SecretBytes secret = SecretBytes.wrap(flipped(bytes(keyLength(mac)), bit))) {
      return mac.key(secret);
    }
  }

  @Override
  protected byte[] compute(Mac mac, byte[] message) {
    try (MacKey key = key(mac, 0)) {
      return key.mac(message);
    }
  }

  @Test
  final void tagsHaveTheDeclaredLengthAndVerify() throws Exception {
    for (Mac each : services()) {
      try (MacKey key = key(each, 0)) {
        for (int length : new int[] {0, 1, 64, 1000}) {
          byte[] tag = key.mac(bytes(length));
          Rule.LENGTHS.check(
              tag.length == each.macLength(),
              each.algorithm() + " gave a tag of " + tag.length + "; declared " + each.macLength());
          Rule.ROUND_TRIP.check(
              key.verify(bytes(length), tag), each.algorithm() + " does not verify its own tag");
        }
      }
    }
  }

  @Test
  final void piecesGiveTheTagOfTheWhole() throws Exception {
    for (Mac each : services()) {
      try (MacKey key = key(each, 0)) {
        HashStream stream = key.start();
        for (int i = 0; i < 500; i++) {
          stream.update(bytes(500), i, 1);
        }
        Rule.DETERMINISTIC.check(
            Arrays.equals(stream.finish(), key.mac(bytes(500))),
            each.algorithm() + " of a message in pieces differs");
        checkRefused(
            Rule.CLOSED,
            each.algorithm() + ": finish() twice",
            IllegalStateException.class,
            stream::finish);
      }
    }
  }

  @Test
  final void forgedTagsAndMessagesAreRefused() throws Exception {
    for (Mac each : services()) {
      try (MacKey key = key(each, 0);
          MacKey other = key(each, 9)) {
        byte[] message = bytes(100);
        byte[] tag = key.mac(message);
        for (byte[] forged : forgeries(tag)) {
          Boolean taken =
              call(Rule.BAD_INPUT, each.algorithm() + ".verify", () -> key.verify(message, forged));
          Rule.FORGERIES.check(
              Boolean.FALSE.equals(taken), each.algorithm() + " took a tag that is none");
        }
        for (byte[] forged : forgeries(message)) {
          Rule.FORGERIES.check(
              !key.verify(forged, tag), each.algorithm() + " took a tag of another message");
        }
        Rule.FORGERIES.check(
            !other.verify(message, tag), each.algorithm() + " took a tag of another key");
      }
    }
  }

  @Test
  final void keysAreCopiedClosedAndNeverShown() throws Exception {
    for (Mac each : services()) {
      byte[] bytes = bytes(keyLength(each));
      SecretBytes secret = SecretBytes.wrap(bytes.clone());
      MacKey key = each.key(secret);
      byte[] before = key.mac(bytes(10));
      secret.close();
      Rule.KEY_INPUT.check(
          Arrays.equals(before, key.mac(bytes(10))),
          each.algorithm() + " does not copy the key that it is given");
      checkSecret(key, bytes);
      key.close();
      key.close();
      checkRefused(
          Rule.CLOSED,
          each.algorithm() + ": a tag by a closed key",
          IllegalStateException.class,
          () -> key.mac(bytes(10)));
    }
  }
}
