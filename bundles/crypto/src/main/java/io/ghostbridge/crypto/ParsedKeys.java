package io.ghostbridge.crypto;

import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Public keys that a library parsed, {@value #SLOTS} at most: those of whom much comes from are
 * parsed once, which for a compressed point on P-384 is a square root. Who makes keys fall into one
 * slot on purpose has them parsed each time, as they would be without this. Never blocks.
 */
final class ParsedKeys {
  /** A power of two. */
  private static final int SLOTS = 32;

  private final AtomicReferenceArray<@Nullable Parsed> slots = new AtomicReferenceArray<>(SLOTS);
  private final Parser parser;

  @SuppressWarnings("ArrayRecordComponent") // compared by content where it is
  private record Parsed(byte[] encoded, PublicKey key) {}

  /** Makes a library's key of its encoding. */
  @FunctionalInterface
  interface Parser {
    PublicKey parse(byte[] encoded) throws InvalidKeySpecException;
  }

  ParsedKeys(Parser parser) {
    this.parser = parser;
  }

  /**
   * The key of {@code encoded}.
   *
   * @throws InvalidKeySpecException if the parser refuses it; that is not remembered
   */
  PublicKey get(byte[] encoded) throws InvalidKeySpecException {
    int hash = Arrays.hashCode(encoded);
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    Parsed kept = slots.getAcquire(slot);
    if (kept != null && Arrays.equals(kept.encoded(), encoded)) {
      return kept.key();
    }
    PublicKey key = parser.parse(encoded);
    slots.setRelease(slot, new Parsed(encoded.clone(), key));
    return key;
  }
}
