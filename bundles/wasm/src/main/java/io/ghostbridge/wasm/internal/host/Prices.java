package io.ghostbridge.wasm.internal.host;

import io.ghostbridge.wasm.internal.meter.Meter;

/**
 * What calls to the host cost in gas: what Ethereum's instruction for the same costs since Berlin
 * (EIP-2929, 3529), so that a call across formats is worth the same on both sides, and for the rest
 * in proportion. Rules of the chain.
 */
final class Prices {
  /** Every call to the host, on top of what it does. */
  static final long BASE = 10;

  static final long WARM_ACCESS = 100;
  static final long COLD_ACCOUNT = 2_600;
  static final long COLD_SLOT = 2_100;
  static final long SET_SLOT = 20_000;
  static final long RESET_SLOT = 2_900;

  /** A slot is not written with less gas left than what a transfer gives along (EIP-2200). */
  static final long SLOT_SENTRY = 2_300;

  static final long CLEAR_REFUND = 4_800;
  static final long TRANSIENT = 100;
  static final long LOG = 375;
  static final long LOG_TOPIC = 375;
  static final long LOG_BYTE = 8;
  static final long CALL_VALUE = 9_000;
  static final long CALL_STIPEND = 2_300;
  static final long NEW_ACCOUNT = 25_000;
  static final long CREATE = 32_000;
  static final long INIT_CODE_WORD = 2;
  static final long BLOCK_HASH = 20;
  static final long KECCAK = 30;
  static final long KECCAK_WORD = 6;
  static final long SHA256 = 60;
  static final long SHA256_WORD = 12;
  static final long BLAKE2B = 60;
  static final long BLAKE2B_WORD = 6;
  static final long SECP256K1_RECOVER = 3_000;
  static final long ED25519_VERIFY = 3_000;

  private Prices() {}

  /** The number of words of 32 bytes that hold {@code bytes}, an unsigned number of 32 bits. */
  static long words(long bytes) {
    return ((bytes & 0xffff_ffffL) + 31) / 32;
  }

  /** What copying {@code bytes} costs. */
  static long copy(long bytes) {
    return Meter.WORD_GAS * words(bytes);
  }
}
