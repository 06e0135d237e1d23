package io.ghostbridge.secure.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.ghostbridge.proto.common.v1.Empty;
import io.ghostbridge.proto.crypto.v1.OpenSessionRequest;
import io.ghostbridge.proto.crypto.v1.SecureSessionServiceGrpc;
import io.ghostbridge.proto.crypto.v1.ServerKeySet;
import io.ghostbridge.proto.crypto.v1.ServerKeys;
import io.ghostbridge.secure.channel.internal.protocol.AeadSuite;
import io.ghostbridge.secure.channel.internal.protocol.ClientHandshake;
import io.ghostbridge.secure.channel.internal.protocol.HandshakeException;
import io.ghostbridge.secure.channel.internal.protocol.KemSuite;
import io.ghostbridge.secure.channel.internal.protocol.TrustedKeys;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an attacker can do to a handshake, against the real dispatcher and transport. */
class HandshakeAttackTest {
  /** RFC 7748's points of small order, their encodings above the prime included. */
  private static final List<String> SMALL_ORDER =
      List.of(
          "0000000000000000000000000000000000000000000000000000000000000000",
          "0100000000000000000000000000000000000000000000000000000000000000",
          "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
          "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "0000000000000000000000000000000000000000000000000000000000000080",
          "0100000000000000000000000000000000000000000000000000000000000080",
          "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b880",
          "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f11d7",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");

  private SecuredServer server;
  private RawSession session;

  @BeforeEach
  void start() throws Exception {
    server = new SecuredServer();
    session = new RawSession(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private OpenSessionRequest openRequest() throws Exception {
    return openRequest(AeadSuite.CHACHA20_POLY1305);
  }

  private OpenSessionRequest openRequest(AeadSuite aead) throws Exception {
    try (ClientHandshake handshake =
        RawSession.handshake(server, session.channel, KemSuite.X25519, aead)) {
      return handshake.request();
    }
  }

  private String openReason(OpenSessionRequest request) {
    try {
      RawSession.open(session.channel, request);
      return "OK";
    } catch (StatusRuntimeException e) {
      Metadata trailers = e.getTrailers();
      return new RawSession.Outcome(
              e.getStatus(), trailers == null ? new Metadata() : trailers, List.of())
          .reason();
    }
  }

  @Test
  void aHandshakeCannotBeRepeated() throws Exception {
    OpenSessionRequest request = openRequest();
    assertThat(openReason(request)).isEqualTo("OK");
    assertThat(openReason(request)).isEqualTo("HANDSHAKE_FAILED");
  }

  @Test
  void aHandshakeFromAnotherTimeIsRefused() throws Exception {
    OpenSessionRequest request = openRequest();
    server.aheadMillis.set(70_000);
    assertThat(openReason(request)).isEqualTo("HANDSHAKE_FAILED");
    server.aheadMillis.set(-70_000);
    assertThat(openReason(request)).isEqualTo("HANDSHAKE_FAILED");
  }

  @Test
  void noBitOfAHandshakeCanBeChanged() throws Exception {
    byte[] original = openRequest().toByteArray();
    for (int bit = 0; bit < original.length * 8; bit++) {
      byte[] forged = original.clone();
      forged[bit / 8] ^= (byte) (1 << bit % 8);
      OpenSessionRequest request;
      try {
        request = OpenSessionRequest.parseFrom(forged);
      } catch (com.google.protobuf.InvalidProtocolBufferException e) {
        continue;
      }
      assertThat(openReason(request)).as("bit %d", bit).isNotEqualTo("OK");
    }
    assertThat(server.sessions().table().size()).as("only the one of the test").isEqualTo(1);
  }

  @Test
  void nobodyIsTalkedDownToAWeakerAlgorithm() throws Exception {
    // The set of keys is signed whole.
    ServerKeys published =
        SecureSessionServiceGrpc.newBlockingStub(session.channel)
            .getServerKeys(Empty.getDefaultInstance());
    ServerKeySet set = ServerKeySet.parseFrom(published.getKeySet());
    assertThat(set.getKeysList()).extracting("kem_").hasSize(2);
    assertThat(set.getAeadsList())
        .containsExactly("aes256ctr-hmac", "aes256gcm", "chacha20poly1305");
    for (ServerKeySet stripped :
        List.of(
            set.toBuilder().removeKeys(0).build(),
            set.toBuilder().clearAeads().addAllAeads(set.getAeadsList().subList(1, 3)).build(),
            set.toBuilder().setAeads(0, "aes256gcm").setAeads(1, "aes256ctr-hmac").build())) {
      assertThatThrownBy(
              () ->
                  TrustedKeys.check(
                      RawSession.PRIMITIVES,
                      published.toBuilder().setKeySet(stripped.toByteString()).build(),
                      server.nodeKey.publicKey(),
                      System.currentTimeMillis()))
          .isInstanceOf(HandshakeException.class)
          .hasMessageContaining("not signed by the trusted key");
    }
    // What the client chose is part of the transcript.
    OpenSessionRequest request = openRequest();
    assertThat(openReason(request.toBuilder().setAead("aes256gcm").build()))
        .isEqualTo("HANDSHAKE_FAILED");
    // These two have the same HPKE: their names in the transcript are what tells them apart.
    assertThat(
            openReason(
                openRequest(AeadSuite.AES_256_GCM).toBuilder().setAead("aes256ctr-hmac").build()))
        .isEqualTo("HANDSHAKE_FAILED");
    assertThat(
            openReason(
                openRequest(AeadSuite.AES_256_CTR_HMAC).toBuilder().setAead("aes256gcm").build()))
        .isEqualTo("HANDSHAKE_FAILED");
    assertThat(openReason(request.toBuilder().setAead("rot13").build()))
        .isEqualTo("UNKNOWN_ALGORITHM");
    assertThat(openReason(request.toBuilder().setKem("x448").build()))
        .isEqualTo("UNKNOWN_ALGORITHM");
    assertThat(openReason(request.toBuilder().setVersion(0).build())).isEqualTo("SECURE_VERSION");
    assertThat(openReason(request.toBuilder().setKeySetHash(ByteString.EMPTY).build()))
        .isEqualTo("UNKNOWN_KEY_SET");
  }

  @Test
  void pointsOfSmallOrderAreRefusedInBothPlaces() throws Exception {
    for (String point : SMALL_ORDER) {
      ByteString bytes = ByteString.copyFrom(HexFormat.of().parseHex(point));
      OpenSessionRequest request = openRequest();
      assertThat(openReason(request.toBuilder().setClientEphemeralKey(bytes).build()))
          .isEqualTo("HANDSHAKE_FAILED");
      OpenSessionRequest.Builder forged = request.toBuilder();
      forged.getKeyExchangeBuilder().setEphemeralPublicKey(bytes);
      assertThat(openReason(forged.build())).isEqualTo("HANDSHAKE_FAILED");
    }
    assertThat(server.sessions().table().size()).isEqualTo(1);
  }

  @Test
  void fieldsOfAnotherLengthAreRefusedWithTheirName() throws Exception {
    OpenSessionRequest request = openRequest();
    assertThatThrownBy(
            () ->
                RawSession.open(
                    session.channel,
                    request.toBuilder()
                        .setClientEphemeralKey(ByteString.copyFrom(new byte[31]))
                        .build()))
        .hasMessage("INVALID_ARGUMENT: client_ephemeral_key has 31 bytes, expected 32");
  }
}
