package io.ghostbridge.api.crypto;

/**
 * A key for messages with a prefix, of one that knows nothing of it.
 *
 * @param key owned: closed with this one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PrefixedMacKey(MacKey key, byte[] prefix) implements MacKey {
  @Override
  public HashStream start() {
    return key.start().update(prefix);
  }

  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "PrefixedMacKey[" + key + "]";
  }
}
