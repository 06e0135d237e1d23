package io.ghostbridge.secure.channel.internal.protocol;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.proto.crypto.v1.CryptoSignature;
import io.ghostbridge.proto.crypto.v1.ServerKey;
import io.ghostbridge.proto.crypto.v1.ServerKeySet;
import io.ghostbridge.proto.crypto.v1.ServerKeys;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A set of the server's keys, and what it publishes of them: section 2. Closing wipes them. */
public final class ServerKeyRing implements AutoCloseable {
  private final Map<KemSuite, HpkeKem.Pair> pairs;
  private final List<AeadSuite> aeads;
  private final byte[] keySetHash;
  private final ServerKeys published;
  private final long notAfterMillis;

  private ServerKeyRing(
      Map<KemSuite, HpkeKem.Pair> pairs,
      List<AeadSuite> aeads,
      byte[] keySetHash,
      ServerKeys published,
      long notAfterMillis) {
    this.pairs = pairs;
    this.aeads = aeads;
    this.keySetHash = keySetHash;
    this.published = published;
    this.notAfterMillis = notAfterMillis;
  }

  /**
   * Makes new keys, one for each KEM that is installed, and offers every AEAD that is.
   *
   * @param identity signs what is published
   */
  public static ServerKeyRing generate(
      Primitives primitives, SigningKey identity, long notBeforeMillis, long notAfterMillis) {
    return generate(primitives, identity, notBeforeMillis, notAfterMillis, primitives.aeads());
  }

  /** The same for a server that offers {@code aeads} only. */
  static ServerKeyRing generate(
      Primitives primitives,
      SigningKey identity,
      long notBeforeMillis,
      long notAfterMillis,
      List<AeadSuite> aeads) {
    Map<KemSuite, HpkeKem.Pair> pairs = new EnumMap<>(KemSuite.class);
    ServerKeySet.Builder set =
        ServerKeySet.newBuilder()
            .setNotBeforeMillis(notBeforeMillis)
            .setNotAfterMillis(notAfterMillis)
            .addVersions(Handshakes.VERSION);
    for (KemSuite kem : primitives.kems()) {
      HpkeKem.Pair pair = primitives.kem(kem).generate();
      pairs.put(kem, pair);
      set.addKeys(
          ServerKey.newBuilder()
              .setKem(kem.wireName())
              .setPublicKey(ByteString.copyFrom(pair.publicKey())));
    }
    aeads.forEach(aead -> set.addAeads(aead.wireName()));
    byte[] keySet = set.build().toByteArray();
    ServerKeys published =
        ServerKeys.newBuilder()
            .setKeySet(ByteString.copyFrom(keySet))
            .setSignature(
                CryptoSignature.newBuilder()
                    .setAlgorithm(identity.algorithm())
                    .setPublicKey(ByteString.copyFrom(identity.publicKey().toByteArray()))
                    .setSignature(
                        ByteString.copyFrom(identity.sign(Transcript.serverKeys(keySet)))))
            .build();
    return new ServerKeyRing(pairs, aeads, primitives.hash(keySet), published, notAfterMillis);
  }

  /** What clients are told. */
  public ServerKeys published() {
    return published;
  }

  /** The hash by which a client says that it saw this set. */
  public byte[] keySetHash() {
    return keySetHash.clone();
  }

  public long notAfterMillis() {
    return notAfterMillis;
  }

  HpkeKem.@Nullable Pair pair(KemSuite kem) {
    return pairs.get(kem);
  }

  boolean offers(AeadSuite aead) {
    return aeads.contains(aead);
  }

  @Override
  public void close() {
    pairs.values().forEach(HpkeKem.Pair::close);
  }
}
