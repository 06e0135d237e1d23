package io.ghostbridge.plugin.conformance;

import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.crypto.HashStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every digest must do. */
public abstract class DigestConformance extends CryptoConformance<Digest> {
  /** For subclasses. */
  protected DigestConformance() {
    super(Digest.class);
  }

  @Override
  protected byte[] compute(Digest digest, byte[] message) {
    return digest.digest(message);
  }

  @Test
  final void lengthsAreAsDeclared() throws Exception {
    for (Digest each : services()) {
      Rule.LENGTHS.check(
          each.blockLength() > 0, each.algorithm() + " has blocks of " + each.blockLength());
      for (int length : new int[] {0, 1, 1000}) {
        int got = each.digest(bytes(length)).length;
        Rule.LENGTHS.check(
            got == each.digestLength() && got > 0,
            each.algorithm() + " gave " + got + " bytes; digestLength() is " + each.digestLength());
      }
    }
  }

  @Test
  final void piecesGiveWhatTheWholeGives() throws Exception {
    for (Digest each : services()) {
      byte[] message = bytes(1000);
      byte[] whole = each.digest(message);
      for (int size : new int[] {1, 7, 64, 127, 128, 129, 999}) {
        HashStream stream = each.start();
        for (int at = 0; at < message.length; at += size) {
          stream.update(message, at, Math.min(size, message.length - at));
        }
        Rule.DETERMINISTIC.check(
            Arrays.equals(stream.finish(), whole),
            each.algorithm() + " of a message in pieces of " + size + " bytes differs");
      }
    }
  }

  @Test
  final void otherMessagesHaveOtherDigests() throws Exception {
    for (Digest each : services()) {
      byte[] message = bytes(200);
      byte[] digest = each.digest(message);
      for (byte[] other : forgeries(message)) {
        Rule.FORGERIES.check(
            Arrays.equals(other, message) || !Arrays.equals(each.digest(other), digest),
            each.algorithm() + " gave two messages one digest");
      }
    }
  }

  @Test
  final void misuseIsRefused() throws Exception {
    for (Digest each : services()) {
      HashStream stream = each.start();
      stream.finish();
      String name = each.algorithm();
      checkRefused(
          Rule.CLOSED, name + ": finish() twice", IllegalStateException.class, stream::finish);
      checkRefused(
          Rule.CLOSED,
          name + ": update after finish()",
          IllegalStateException.class,
          () -> stream.update(bytes(1)));
      for (int[] range : new int[][] {{-1, 1}, {0, 11}, {11, 0}, {5, 6}, {1, -1}}) {
        checkRefused(
            Rule.BAD_INPUT,
            name + ": update of 10 bytes from " + range[0] + ", " + range[1] + " long",
            IndexOutOfBoundsException.class,
            () -> each.start().update(bytes(10), range[0], range[1]));
      }
    }
  }
}
