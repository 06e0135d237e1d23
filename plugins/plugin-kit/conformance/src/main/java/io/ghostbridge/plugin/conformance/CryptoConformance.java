package io.ghostbridge.plugin.conformance;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.plugin.conformance.internal.Calls;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

/**
 * What every cryptographic algorithm must do, whatever its primitive. All algorithms of the plugin
 * that are of the kind are held to it.
 *
 * @param <S> the primitive's interface
 */
public abstract class CryptoConformance<S extends CryptoAlgorithm> extends PluginConformance<S> {
  private static final int CALLERS = 16;

  /** For a primitive. */
  protected CryptoConformance(Class<S> primitive) {
    super(primitive);
  }

  /** Something deterministic that the algorithm computes of {@code message}. */
  protected abstract byte[] compute(S algorithm, byte[] message) throws Exception;

  @Override
  protected void use(S service) throws Exception {
    compute(service, bytes(100));
  }

  /** Bytes that are the same at every run and look like no other length's. */
  protected static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    int state = 0x9E3779B9 ^ length;
    for (int i = 0; i < length; i++) {
      state = state * 1664525 + 1013904223;
      bytes[i] = (byte) (state >>> 24);
    }
    return bytes;
  }

  /** {@code bytes} with one bit changed. */
  protected static byte[] flipped(byte[] bytes, int bit) {
    byte[] changed = bytes.clone();
    changed[bit / 8] ^= (byte) (1 << (bit % 8));
    return changed;
  }

  /** The byte strings that a forger tries first in place of {@code genuine}. */
  protected static List<byte[]> forgeries(byte[] genuine) {
    var forged = new ArrayList<byte[]>();
    for (int bit = 0; bit < genuine.length * 8; bit += Math.max(1, genuine.length / 8)) {
      forged.add(flipped(genuine, bit));
    }
    forged.add(flipped(genuine, genuine.length * 8 - 1));
    forged.add(new byte[0]);
    forged.add(Arrays.copyOf(genuine, genuine.length - 1));
    forged.add(Arrays.copyOfRange(genuine, 1, genuine.length));
    forged.add(Arrays.copyOf(genuine, genuine.length + 1));
    forged.add(Arrays.copyOf(genuine, 4096));
    forged.add(new byte[genuine.length]);
    byte[] ones = new byte[genuine.length];
    Arrays.fill(ones, (byte) 0xff);
    forged.add(ones);
    return forged;
  }

  /** A call that must throw {@code expected}. */
  protected static void checkRefused(
      Rule rule, String what, Class<? extends Throwable> expected, Callable<@Nullable Object> call)
      throws InterruptedException {
    Calls.Outcome<Object> outcome = Calls.make(Rule.CALLS_END, what, call);
    Throwable thrown = outcome.thrown();
    if (!expected.isInstance(thrown)) {
      throw rule.broken(
          what
              + (thrown == null ? " gave " + outcome.value() : " threw " + thrown)
              + "; expected "
              + expected.getSimpleName());
    }
  }

  /** A key must not show its secret or let it be serialised. */
  protected static void checkSecret(Object key, byte[] secret) {
    String text = String.valueOf(key);
    String hex = HexFormat.of().formatHex(secret);
    Rule.SECRETS.check(
        !text.toLowerCase(java.util.Locale.ROOT).contains(hex)
            && !text.contains(Arrays.toString(secret)),
        "toString of " + key.getClass().getName() + " shows the key's bytes");
    Rule.SECRETS.check(
        !(key instanceof Serializable),
        key.getClass().getName() + " is Serializable; a key never leaves its holder");
  }

  @Test
  final void theAlgorithmHasACanonicalNameAndTheProperty() throws Exception {
    List<ServiceReference<S>> references = references();
    List<S> services = services();
    for (int i = 0; i < references.size(); i++) {
      String name = services.get(i).algorithm();
      Rule.ALGORITHM.check(
          name.matches("[a-z0-9]+(-[a-z0-9]+)*"),
          "algorithm() gave '" + name + "'; expected lower case, digits and single hyphens");
      Object property = references.get(i).getProperty(CryptoAlgorithm.ALGORITHM);
      Rule.ALGORITHM.check(
          name.equals(property),
          "the service property "
              + CryptoAlgorithm.ALGORITHM
              + " is '"
              + property
              + "', and algorithm() gives '"
              + name
              + "'");
    }
  }

  @Test
  final void theSameInputGivesTheSameResult() throws Exception {
    for (S each : services()) {
      for (int length : new int[] {0, 1, 63, 64, 65, 127, 128, 1000}) {
        byte[] message = bytes(length);
        Rule.DETERMINISTIC.check(
            Arrays.equals(computed(each, message), computed(each, message)),
            each.algorithm() + " gave two results for one message of " + length + " bytes");
        Rule.KEY_INPUT.check(
            Arrays.equals(message, bytes(length)),
            each.algorithm() + " changed the message that it was given");
      }
    }
  }

  private byte[] computed(S algorithm, byte[] message) throws InterruptedException {
    byte[] result =
        call(
            Rule.ROUND_TRIP,
            algorithm.algorithm() + " of " + message.length + " bytes",
            () -> compute(algorithm, message));
    if (result == null) {
      throw Rule.LENGTHS.broken(algorithm.algorithm() + " gave null");
    }
    return result;
  }

  @Test
  final void whatWasReturnedIsTheCallers() throws Exception {
    for (S each : services()) {
      byte[] first = computed(each, bytes(10));
      byte[] copy = first.clone();
      Arrays.fill(first, (byte) 0);
      Rule.IMMUTABLE.check(
          Arrays.equals(copy, computed(each, bytes(10))),
          each.algorithm() + " hands out an array that it goes on using");
    }
  }

  @Test
  final void manyThreadsGetWhatOneThreadGets() throws Exception {
    for (S each : services()) {
      var alone = new ArrayList<byte[]>();
      for (int i = 0; i < CALLERS; i++) {
        alone.add(computed(each, bytes(i)));
      }
      var callers = new ArrayList<Calls.Running<Integer>>();
      for (int caller = 0; caller < CALLERS; caller++) {
        int first = caller;
        callers.add(
            Calls.start(
                () -> {
                  for (int i = 0; i < CALLERS; i++) {
                    int length = (first + i) % CALLERS;
                    if (!Arrays.equals(compute(each, bytes(length)), alone.get(length))) {
                      return length;
                    }
                  }
                  return -1;
                }));
      }
      for (Calls.Running<Integer> running : callers) {
        String what = each.algorithm() + " by " + CALLERS + " threads";
        Integer wrong =
            Calls.value(Rule.MANY_THREADS, what, Calls.await(Rule.CALLS_END, what, running));
        Rule.MANY_THREADS.check(
            wrong != null && wrong < 0,
            what + " gave another result for " + wrong + " bytes than by one");
      }
    }
  }
}
