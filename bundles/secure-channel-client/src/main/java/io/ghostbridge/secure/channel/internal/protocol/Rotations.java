package io.ghostbridge.secure.channel.internal.protocol;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.crypto.InvalidPublicKeyException;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.proto.crypto.v1.KeyExchange;
import io.ghostbridge.proto.crypto.v1.RotateKeysRequest;
import io.ghostbridge.proto.crypto.v1.RotateKeysResponse;

/** Both sides of section 8. */
public final class Rotations {
  private Rotations() {}

  /** An answer, and the next epoch's root, which the caller closes. */
  public record Answer(RotateKeysResponse response, SecretBytes root) {}

  /**
   * The server's part.
   *
   * @param root the present epoch's, which stays the caller's
   * @throws HandshakeException if the client's key is malformed or unsafe
   */
  public static Answer answer(
      Primitives primitives,
      SessionId session,
      KemSuite kem,
      AeadSuite aead,
      SecretBytes root,
      RotateKeysRequest request)
      throws HandshakeException {
    byte[] clientKey =
        ServerHandshake.sized(
            request.getClientEphemeralKey(), kem.publicKeyBytes(), "client_ephemeral_key");
    int epoch = request.getEpoch();
    byte[] info = Transcript.rotate(primitives, session, epoch, clientKey);
    try (HpkeContext context = new Hpke(primitives, kem, aead).send(clientKey, info);
        SecretBytes agreed = context.secret()) {
      byte[] encapsulated = context.encapsulated();
      byte[] rotated = Transcript.rotated(primitives, info, encapsulated);
      return new Answer(
          RotateKeysResponse.newBuilder()
              .setEpoch(epoch)
              .setKeyExchange(
                  KeyExchange.newBuilder().setEphemeralPublicKey(ByteString.copyFrom(encapsulated)))
              .build(),
          EpochKeys.nextRoot(primitives, root, agreed, rotated));
    } catch (InvalidPublicKeyException e) {
      throw new HandshakeException(Refusal.HANDSHAKE_FAILED);
    }
  }

  /** The client's part: a request, and what makes the next root of its answer. For one rotation. */
  public static final class Request implements AutoCloseable {
    private final Primitives primitives;
    private final SessionId session;
    private final KemSuite kem;
    private final int epoch;
    private final Hpke hpke;
    private final HpkeKem.Pair ephemeral;

    public Request(
        Primitives primitives, SessionId session, KemSuite kem, AeadSuite aead, int epoch) {
      this.primitives = primitives;
      this.session = session;
      this.kem = kem;
      this.epoch = epoch;
      hpke = new Hpke(primitives, kem, aead);
      ephemeral = hpke.generate();
    }

    /** What to send. */
    public RotateKeysRequest message() {
      return RotateKeysRequest.newBuilder()
          .setEpoch(epoch)
          .setClientEphemeralKey(ByteString.copyFrom(ephemeral.publicKey()))
          .build();
    }

    /**
     * The next epoch's root, which the caller closes.
     *
     * @param root the present one's, which stays the caller's
     * @throws HandshakeException if the server's part is malformed or unsafe
     */
    public SecretBytes finish(SecretBytes root, RotateKeysResponse response)
        throws HandshakeException {
      byte[] encapsulated =
          ServerHandshake.sized(
              response.getKeyExchange().getEphemeralPublicKey(),
              kem.encapsulatedBytes(),
              "ephemeral_public_key");
      byte[] info = Transcript.rotate(primitives, session, epoch, ephemeral.publicKey());
      try (HpkeContext context = hpke.receive(ephemeral, encapsulated, info);
          SecretBytes agreed = context.secret()) {
        return EpochKeys.nextRoot(
            primitives, root, agreed, Transcript.rotated(primitives, info, encapsulated));
      } catch (InvalidPublicKeyException e) {
        throw new HandshakeException(Refusal.HANDSHAKE_FAILED);
      }
    }

    @Override
    public void close() {
      ephemeral.close();
    }
  }
}
