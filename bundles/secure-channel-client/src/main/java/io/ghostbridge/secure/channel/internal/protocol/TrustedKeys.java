package io.ghostbridge.secure.channel.internal.protocol;

import com.google.protobuf.InvalidProtocolBufferException;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.proto.crypto.v1.CryptoSignature;
import io.ghostbridge.proto.crypto.v1.ServerKey;
import io.ghostbridge.proto.crypto.v1.ServerKeySet;
import io.ghostbridge.proto.crypto.v1.ServerKeys;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A server's keys after section 2's checks. */
public final class TrustedKeys {
  private static final long TOLERANCE_MILLIS = 5 * 60_000L;

  private final byte[] keySetHash;
  private final Map<KemSuite, byte[]> keys;
  private final List<AeadSuite> aeads;

  private TrustedKeys(byte[] keySetHash, Map<KemSuite, byte[]> keys, List<AeadSuite> aeads) {
    this.keySetHash = keySetHash;
    this.keys = keys;
    this.aeads = aeads;
  }

  /**
   * Checks what a server published.
   *
   * @param trusted the node's key
   * @param nowMillis the client's clock
   * @throws HandshakeException if it is not signed by that key, out of date, or malformed
   */
  public static TrustedKeys check(
      Primitives primitives, ServerKeys published, Bytes trusted, long nowMillis)
      throws HandshakeException {
    CryptoSignature signature = published.getSignature();
    byte[] keySet = published.getKeySet().toByteArray();
    if (!signature.getAlgorithm().equals(Primitives.ED25519)
        || !Bytes.wrap(signature.getPublicKey().toByteArray()).equals(trusted)
        || !primitives
            .signatures()
            .verify(
                trusted.toByteArray(),
                Transcript.serverKeys(keySet),
                signature.getSignature().toByteArray())) {
      throw new HandshakeException(
          Refusal.HANDSHAKE_FAILED,
          "the server's keys are not signed by the trusted key " + trusted.toHex());
    }
    try {
      return read(primitives, ServerKeySet.parseFrom(keySet), keySet, nowMillis);
    } catch (InvalidProtocolBufferException e) {
      throw new HandshakeException(Refusal.HANDSHAKE_FAILED, "the server's keys are malformed");
    }
  }

  private static TrustedKeys read(
      Primitives primitives, ServerKeySet set, byte[] keySet, long nowMillis)
      throws HandshakeException {
    if (nowMillis < set.getNotBeforeMillis() - TOLERANCE_MILLIS
        || nowMillis > set.getNotAfterMillis() + TOLERANCE_MILLIS) {
      throw new HandshakeException(
          Refusal.HANDSHAKE_FAILED,
          "the server's keys are valid from "
              + set.getNotBeforeMillis()
              + " to "
              + set.getNotAfterMillis()
              + " ms, the clock says "
              + nowMillis);
    }
    if (!set.getVersionsList().contains(Handshakes.VERSION)) {
      throw new HandshakeException(
          Refusal.SECURE_VERSION,
          "the server speaks versions " + set.getVersionsList() + ", this client version 1");
    }
    Map<KemSuite, byte[]> keys = new EnumMap<>(KemSuite.class);
    for (ServerKey key : set.getKeysList()) {
      KemSuite kem = KemSuite.named(key.getKem()).orElse(null);
      if (kem != null) {
        keys.put(
            kem, ServerHandshake.sized(key.getPublicKey(), kem.publicKeyBytes(), "public_key"));
      }
    }
    List<AeadSuite> aeads =
        set.getAeadsList().stream().flatMap(name -> AeadSuite.named(name).stream()).toList();
    return new TrustedKeys(primitives.hash(keySet), keys, aeads);
  }

  /** Whether the server has a key of this KEM. */
  public boolean offers(KemSuite kem) {
    return keys.containsKey(kem);
  }

  /** The AEADs that the server offers and this client knows, in the server's order. */
  public List<AeadSuite> aeads() {
    return aeads;
  }

  byte[] key(KemSuite kem) {
    byte[] key = keys.get(kem);
    if (key == null) {
      throw new IllegalArgumentException("the server has no key of " + kem.wireName());
    }
    return key;
  }

  byte[] keySetHash() {
    return keySetHash.clone();
  }
}
