package io.ghostbridge.secure.channel.internal.protocol;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.DecryptionFailedException;
import io.ghostbridge.api.crypto.InvalidPublicKeyException;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.proto.crypto.v1.ClientSecret;
import io.ghostbridge.proto.crypto.v1.CryptoSignature;
import io.ghostbridge.proto.crypto.v1.KeyExchange;
import io.ghostbridge.proto.crypto.v1.OpenSessionRequest;
import io.ghostbridge.proto.crypto.v1.OpenSessionResponse;
import io.ghostbridge.proto.crypto.v1.SessionParameters;
import org.jspecify.annotations.Nullable;

/** The client's side of section 3. For one session and one thread. */
public final class ClientHandshake implements AutoCloseable {
  private final Primitives primitives;
  private final KemSuite kem;
  private final AeadSuite aead;
  private final Hpke hpke;
  private final HpkeKem.Pair ephemeral;
  private final HpkeContext first;
  private final byte[] responseHash;
  private final OpenSessionRequest request;

  /**
   * Makes the request.
   *
   * @param identity who the client is, or null if it does not say so
   * @param timeMillis the client's clock
   * @throws HandshakeException if the server's key is malformed or unsafe
   */
  public ClientHandshake(
      Primitives primitives,
      TrustedKeys server,
      KemSuite kem,
      AeadSuite aead,
      @Nullable SigningKey identity,
      long timeMillis)
      throws HandshakeException {
    this.primitives = primitives;
    this.kem = kem;
    this.aead = aead;
    hpke = new Hpke(primitives, kem, aead);
    ephemeral = hpke.generate();
    byte[] serverKey = server.key(kem);
    byte[] requestHash =
        Transcript.request(
            primitives, server.keySetHash(), kem, aead, serverKey, ephemeral.publicKey());
    try {
      first = hpke.send(serverKey, requestHash);
    } catch (InvalidPublicKeyException e) {
      ephemeral.close();
      throw new HandshakeException(Refusal.HANDSHAKE_FAILED, "the server's key is not usable");
    }
    byte[] encapsulated = first.encapsulated();
    ClientSecret.Builder secret = ClientSecret.newBuilder().setTimeMillis(timeMillis);
    if (identity != null) {
      secret.setAuthentication(
          CryptoSignature.newBuilder()
              .setAlgorithm(identity.algorithm())
              .setPublicKey(ByteString.copyFrom(identity.publicKey().toByteArray()))
              .setSignature(
                  ByteString.copyFrom(
                      identity.sign(Transcript.client(requestHash, encapsulated, timeMillis)))));
    }
    byte[] sealed = first.seal(new byte[0], secret.build().toByteArray());
    responseHash = Transcript.response(primitives, requestHash, encapsulated, sealed);
    request =
        OpenSessionRequest.newBuilder()
            .setVersion(Handshakes.VERSION)
            .setKeySetHash(ByteString.copyFrom(server.keySetHash()))
            .setKem(kem.wireName())
            .setAead(aead.wireName())
            .setClientEphemeralKey(ByteString.copyFrom(ephemeral.publicKey()))
            .setKeyExchange(
                KeyExchange.newBuilder()
                    .setEphemeralPublicKey(ByteString.copyFrom(encapsulated))
                    .setEncryptedSessionKey(ByteString.copyFrom(sealed)))
            .build();
  }

  /** What to send. */
  public OpenSessionRequest request() {
    return request;
  }

  /** What the server wants, and the root of epoch 0, which the caller closes. */
  public record Session(SessionParameters parameters, SecretBytes root) {}

  /**
   * Takes the server's answer.
   *
   * @throws HandshakeException if it is not the server's answer to this request
   */
  public Session finish(OpenSessionResponse response) throws HandshakeException {
    byte[] encapsulated =
        ServerHandshake.sized(
            response.getKeyExchange().getEphemeralPublicKey(),
            kem.encapsulatedBytes(),
            "ephemeral_public_key");
    try (HpkeContext second = hpke.receive(ephemeral, encapsulated, responseHash)) {
      byte[] sessionHash = Transcript.session(primitives, responseHash, encapsulated);
      SecretBytes root = Handshakes.root(primitives, sessionHash, first, second);
      try (AeadKey key = Handshakes.responseKey(primitives, aead, root)) {
        byte[] opened =
            key.open(
                Handshakes.responseNonce(),
                response.getKeyExchange().getEncryptedSessionKey().toByteArray(),
                sessionHash);
        SessionParameters parameters = SessionParameters.parseFrom(opened);
        if (parameters.getSessionId().size() == SessionId.BYTES) {
          return new Session(parameters, root);
        }
      } catch (DecryptionFailedException | InvalidProtocolBufferException e) {
        // As below.
      }
      root.close();
    } catch (InvalidPublicKeyException e) {
      // As below.
    }
    throw new HandshakeException(
        Refusal.HANDSHAKE_FAILED, "the answer to OpenSession is not of the server with those keys");
  }

  @Override
  public void close() {
    first.close();
    ephemeral.close();
  }
}
