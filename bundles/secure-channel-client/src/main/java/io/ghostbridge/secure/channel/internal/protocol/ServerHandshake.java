package io.ghostbridge.secure.channel.internal.protocol;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.DecryptionFailedException;
import io.ghostbridge.api.crypto.InvalidPublicKeyException;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.proto.crypto.v1.ClientSecret;
import io.ghostbridge.proto.crypto.v1.CryptoSignature;
import io.ghostbridge.proto.crypto.v1.KeyExchange;
import io.ghostbridge.proto.crypto.v1.OpenSessionRequest;
import io.ghostbridge.proto.crypto.v1.OpenSessionResponse;
import io.ghostbridge.proto.crypto.v1.SessionParameters;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of section 3: {@link #accept} checks a request, {@link #respond} answers it and
 * gives the root of epoch 0. For one request and one thread.
 */
public final class ServerHandshake implements AutoCloseable {
  private final Primitives primitives;
  private final KemSuite kem;
  private final AeadSuite aead;
  private final Hpke hpke;
  private final HpkeContext first;
  private final byte[] clientKey;
  private final byte[] responseHash;
  private final ClientSecret clientSecret;

  private ServerHandshake(
      Primitives primitives,
      KemSuite kem,
      AeadSuite aead,
      Hpke hpke,
      HpkeContext first,
      byte[] clientKey,
      byte[] responseHash,
      ClientSecret clientSecret) {
    this.primitives = primitives;
    this.kem = kem;
    this.aead = aead;
    this.hpke = hpke;
    this.first = first;
    this.clientKey = clientKey;
    this.responseHash = responseHash;
    this.clientSecret = clientSecret;
  }

  /**
   * Checks a request, as far as it can be checked without memory of others: the caller looks at
   * {@link #timeMillis} and refuses what it saw before.
   *
   * @throws HandshakeException if it cannot be accepted
   */
  public static ServerHandshake accept(
      Primitives primitives, ServerKeyRing keys, OpenSessionRequest request)
      throws HandshakeException {
    if (request.getVersion() != Handshakes.VERSION) {
      throw new HandshakeException(
          Refusal.SECURE_VERSION,
          "version is " + request.getVersion() + ", expected " + Handshakes.VERSION);
    }
    KemSuite kem = KemSuite.named(request.getKem()).orElse(null);
    AeadSuite aead = AeadSuite.named(request.getAead()).orElse(null);
    HpkeKem.Pair pair = kem == null ? null : keys.pair(kem);
    if (kem == null || pair == null || aead == null || !keys.offers(aead)) {
      throw new HandshakeException(Refusal.UNKNOWN_ALGORITHM);
    }
    byte[] clientKey =
        sized(request.getClientEphemeralKey(), kem.publicKeyBytes(), "client_ephemeral_key");
    KeyExchange exchange = request.getKeyExchange();
    byte[] encapsulated =
        sized(exchange.getEphemeralPublicKey(), kem.encapsulatedBytes(), "ephemeral_public_key");
    byte[] sealed = exchange.getEncryptedSessionKey().toByteArray();
    Hpke hpke = new Hpke(primitives, kem, aead);
    byte[] requestHash =
        Transcript.request(primitives, keys.keySetHash(), kem, aead, pair.publicKey(), clientKey);
    HpkeContext first;
    try {
      first = hpke.receive(pair, encapsulated, requestHash);
    } catch (InvalidPublicKeyException e) {
      throw new HandshakeException(Refusal.HANDSHAKE_FAILED);
    }
    try {
      ClientSecret secret = ClientSecret.parseFrom(first.open(new byte[0], sealed));
      if (secret.hasAuthentication()
          && !isAuthentic(primitives, secret, requestHash, encapsulated)) {
        throw new HandshakeException(Refusal.HANDSHAKE_FAILED);
      }
      byte[] responseHash = Transcript.response(primitives, requestHash, encapsulated, sealed);
      return new ServerHandshake(
          primitives, kem, aead, hpke, first, clientKey, responseHash, secret);
    } catch (DecryptionFailedException | InvalidProtocolBufferException e) {
      first.close();
      throw new HandshakeException(Refusal.HANDSHAKE_FAILED);
    } catch (HandshakeException e) {
      first.close();
      throw e;
    }
  }

  private static boolean isAuthentic(
      Primitives primitives, ClientSecret secret, byte[] requestHash, byte[] encapsulated) {
    CryptoSignature signature = secret.getAuthentication();
    return signature.getAlgorithm().equals(Primitives.ED25519)
        && primitives
            .signatures()
            .verify(
                signature.getPublicKey().toByteArray(),
                Transcript.client(requestHash, encapsulated, secret.getTimeMillis()),
                signature.getSignature().toByteArray());
  }

  static byte[] sized(ByteString field, int length, String name) throws HandshakeException {
    if (field.size() != length) {
      throw new HandshakeException(
          Refusal.MALFORMED_HANDSHAKE,
          name + " has " + field.size() + " bytes, expected " + length);
    }
    return field.toByteArray();
  }

  public KemSuite kem() {
    return kem;
  }

  public AeadSuite aead() {
    return aead;
  }

  /** The client's clock. */
  public long timeMillis() {
    return clientSecret.getTimeMillis();
  }

  /** The client's key, if it proved that it has it. */
  public @Nullable Bytes clientKey() {
    return clientSecret.hasAuthentication()
        ? Bytes.wrap(clientSecret.getAuthentication().getPublicKey().toByteArray())
        : null;
  }

  /** What is the same for the same request only, to recognise it by. */
  public Bytes fingerprint() {
    return Bytes.copyOf(responseHash);
  }

  /** An answer, and the root of epoch 0, which the caller closes. */
  public record Answer(OpenSessionResponse response, SecretBytes root) {}

  /**
   * @throws HandshakeException if the client's ephemeral key is malformed or unsafe
   */
  public Answer respond(SessionParameters parameters) throws HandshakeException {
    try (HpkeContext second = hpke.send(clientKey, responseHash)) {
      byte[] encapsulated = second.encapsulated();
      byte[] sessionHash = Transcript.session(primitives, responseHash, encapsulated);
      SecretBytes root = Handshakes.root(primitives, sessionHash, first, second);
      try (AeadKey key = Handshakes.responseKey(primitives, aead, root)) {
        byte[] sealed = key.seal(Handshakes.responseNonce(), parameters.toByteArray(), sessionHash);
        return new Answer(
            OpenSessionResponse.newBuilder()
                .setKeyExchange(
                    KeyExchange.newBuilder()
                        .setEphemeralPublicKey(ByteString.copyFrom(encapsulated))
                        .setEncryptedSessionKey(ByteString.copyFrom(sealed)))
                .build(),
            root);
      }
    } catch (InvalidPublicKeyException e) {
      throw new HandshakeException(Refusal.HANDSHAKE_FAILED);
    }
  }

  @Override
  public void close() {
    first.close();
  }
}
