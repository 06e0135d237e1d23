package io.ghostbridge.secure.channel.internal.protocol;

/** What hashes and signatures are over: sections 2, 3 and 8. */
final class Transcript {
  private Transcript() {}

  /** What the node signs. */
  static byte[] serverKeys(byte[] keySet) {
    return new ByteWriter().tag("server keys").raw(keySet).toBytes();
  }

  /** {@code H1}. */
  static byte[] request(
      Primitives primitives,
      byte[] keySetHash,
      KemSuite kem,
      AeadSuite aead,
      byte[] serverKey,
      byte[] clientKey) {
    return primitives.hash(
        new ByteWriter()
            .tag("request")
            .u32(Handshakes.VERSION)
            .lv(keySetHash)
            .lv(kem.wireName())
            .lv(aead.wireName())
            .lv(serverKey)
            .lv(clientKey)
            .toBytes());
  }

  /** What a client signs that says who it is. */
  static byte[] client(byte[] requestHash, byte[] encapsulated, long timeMillis) {
    return new ByteWriter()
        .tag("client")
        .raw(requestHash)
        .lv(encapsulated)
        .u64(timeMillis)
        .toBytes();
  }

  /** {@code H3}. */
  static byte[] response(
      Primitives primitives, byte[] requestHash, byte[] encapsulated, byte[] sealed) {
    return primitives.hash(
        new ByteWriter().tag("response").raw(requestHash).lv(encapsulated).lv(sealed).toBytes());
  }

  /** {@code H4}. */
  static byte[] session(Primitives primitives, byte[] responseHash, byte[] encapsulated) {
    return primitives.hash(
        new ByteWriter().tag("session").raw(responseHash).lv(encapsulated).toBytes());
  }

  /** {@code H5}. */
  static byte[] rotate(Primitives primitives, SessionId session, int epoch, byte[] clientKey) {
    return primitives.hash(
        new ByteWriter()
            .tag("rotate")
            .u64(session.high())
            .u64(session.low())
            .u32(epoch)
            .lv(clientKey)
            .toBytes());
  }

  /** {@code H6}. */
  static byte[] rotated(Primitives primitives, byte[] rotateHash, byte[] encapsulated) {
    return primitives.hash(
        new ByteWriter().tag("rotated").raw(rotateHash).lv(encapsulated).toBytes());
  }
}
