package io.ghostbridge.plugin.conformance;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SignedMessage;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every signature algorithm must do. */
public abstract class SignatureSchemeConformance extends CryptoConformance<SignatureScheme> {
  /** For subclasses. */
  protected SignatureSchemeConformance() {
    super(SignatureScheme.class);
  }

  /** A seed that makes a key; the same at every call. Its first bytes are small for all schemes. */
  protected byte[] seed(SignatureScheme scheme) {
    byte[] seed = bytes(scheme.seedLength());
    // Below the order of every group of the schemes.
    seed[0] = 1;
    return seed;
  }

  @Override
  protected byte[] compute(SignatureScheme scheme, byte[] message) {
    // The public key, since a scheme may sign with randomness.
    try (SigningKey key = scheme.fromSeed(seed(scheme))) {
      byte[] signature = key.sign(message);
      Rule.ROUND_TRIP.check(
          scheme.verify(key.publicKey().toByteArray(), message, signature),
          scheme.algorithm() + " does not verify its own signature");
      return key.publicKey().toByteArray();
    }
  }

  @Test
  final void whatWasSignedVerifiesAndHasTheDeclaredLengths() throws Exception {
    for (SignatureScheme each : services()) {
      try (SigningKey key = each.fromSeed(seed(each))) {
        byte[] publicKey = key.publicKey().toByteArray();
        Rule.LENGTHS.check(
            publicKey.length == each.publicKeyLength(),
            each.algorithm() + " has a public key of " + publicKey.length + " bytes");
        Rule.ALGORITHM.check(
            key.algorithm().equals(each.algorithm()),
            "a key of " + each.algorithm() + " says that it is one of " + key.algorithm());
        for (int length : new int[] {0, 1, 64, 1000, 100_000}) {
          byte[] signature = key.sign(bytes(length));
          Rule.LENGTHS.check(
              signature.length == each.signatureLength()
                  || (each.algorithm().endsWith("-der")
                      && signature.length <= each.signatureLength()),
              each.algorithm() + " made a signature of " + signature.length + " bytes");
          Boolean verified =
              call(
                  Rule.ROUND_TRIP,
                  each.algorithm() + ".verify",
                  () -> each.verify(publicKey, bytes(length), signature));
          Rule.ROUND_TRIP.check(
              Boolean.TRUE.equals(verified),
              each.algorithm() + " does not verify its own signature of " + length + " bytes");
        }
      }
    }
  }

  @Test
  final void forgedSignaturesAreFalseAndThrowNothing() throws Exception {
    for (SignatureScheme each : services()) {
      byte[] otherSeed = seed(each);
      otherSeed[otherSeed.length - 1] ^= 1;
      try (SigningKey key = each.fromSeed(seed(each));
          SigningKey other = each.fromSeed(otherSeed)) {
        byte[] publicKey = key.publicKey().toByteArray();
        byte[] message = bytes(100);
        byte[] signature = key.sign(message);
        for (byte[] forged : forgeries(signature)) {
          checkFalse(each, "a changed signature", publicKey, message, forged);
        }
        for (byte[] forged : forgeries(message)) {
          checkFalse(each, "another message", publicKey, forged, signature);
        }
        for (byte[] forged : forgeries(publicKey)) {
          checkFalse(each, "a changed public key", forged, message, signature);
        }
        checkFalse(each, "another key", other.publicKey().toByteArray(), message, signature);
        checkFalse(
            each,
            "zeros for key and signature",
            new byte[each.publicKeyLength()],
            message,
            new byte[each.signatureLength()]);
      }
    }
  }

  private static void checkFalse(
      SignatureScheme scheme, String what, byte[] publicKey, byte[] message, byte[] signature)
      throws InterruptedException {
    String call = scheme.algorithm() + ".verify with " + what;
    Boolean taken = call(Rule.BAD_INPUT, call, () -> scheme.verify(publicKey, message, signature));
    Rule.FORGERIES.check(Boolean.FALSE.equals(taken), call + " gave true");
  }

  @Test
  final void aBatchGetsTheVerdictsOfEach() throws Exception {
    for (SignatureScheme each : services()) {
      try (SigningKey key = each.fromSeed(seed(each))) {
        var batch = new ArrayList<SignedMessage>();
        var expected = new ArrayList<Boolean>();
        for (int i = 0; i < 8; i++) {
          byte[] signature = key.sign(bytes(i));
          boolean genuine = i % 3 != 1;
          batch.add(
              new SignedMessage(
                  key.publicKey(),
                  Bytes.copyOf(bytes(i)),
                  Bytes.copyOf(genuine ? signature : flipped(signature, 11))));
          expected.add(genuine);
        }
        boolean[] verdicts = each.verifyBatch(batch);
        var got = new ArrayList<Boolean>();
        for (boolean verdict : verdicts) {
          got.add(verdict);
        }
        Rule.FORGERIES.check(
            got.equals(List.copyOf(expected)),
            each.algorithm() + ".verifyBatch gave " + got + "; one by one it is " + expected);
      }
    }
  }

  @Test
  final void seedsOfOtherLengthsAreRefused() throws Exception {
    for (SignatureScheme each : services()) {
      for (int length : new int[] {0, 1, each.seedLength() - 1, each.seedLength() + 1}) {
        checkRefused(
            Rule.KEY_INPUT,
            each.algorithm() + ".fromSeed of " + length + " bytes",
            IllegalArgumentException.class,
            () -> each.fromSeed(new byte[length]));
      }
    }
  }

  @Test
  final void seedsAreCopiedAndKeysClosedAndNeverShown() throws Exception {
    for (SignatureScheme each : services()) {
      byte[] seed = seed(each);
      SigningKey key = each.fromSeed(seed);
      byte[] publicKey = key.publicKey().toByteArray();
      Arrays.fill(seed, (byte) 7);
      byte[] signature = key.sign(bytes(10));
      Rule.KEY_INPUT.check(
          each.verify(publicKey, bytes(10), signature),
          each.algorithm() + " does not copy the seed that it is given");
      checkSecret(key, seed(each));
      key.close();
      key.close();
      checkRefused(
          Rule.CLOSED,
          each.algorithm() + ": a signature by a closed key",
          IllegalStateException.class,
          () -> key.sign(bytes(10)));
    }
  }
}
