package io.ghostbridge.secure.channel.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import io.ghostbridge.api.crypto.Random;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.proto.crypto.v1.OpenSessionRequest;
import io.ghostbridge.proto.crypto.v1.OpenSessionResponse;
import io.ghostbridge.proto.crypto.v1.RotateKeysRequest;
import io.ghostbridge.proto.crypto.v1.SecurePayload;
import io.ghostbridge.proto.crypto.v1.ServerKeys;
import io.ghostbridge.secure.channel.ClassPathAlgorithms;
import java.util.Arrays;
import java.util.Objects;

/** Whatever bytes come: a refusal or a meaning, never another exception. */
class DecodersFuzzTest {
  private static final long TIME = 1_800_000_000_000L;

  private final Primitives primitives;
  private final SigningKey node;

  DecodersFuzzTest() throws Exception {
    primitives = new Primitives(new ClassPathAlgorithms(DecodersFuzzTest.class.getClassLoader()));
    node =
        new ClassPathAlgorithms(DecodersFuzzTest.class.getClassLoader())
            .get(SignatureScheme.class, "ed25519")
            .generate(
                new ClassPathAlgorithms(DecodersFuzzTest.class.getClassLoader())
                    .get(Random.class, "system"));
  }

  @FuzzTest(maxDuration = "30s")
  void aPayloadIsReadAsProtobufReadsItOrNotAtAll(byte[] input) throws Exception {
    SecurePayloads.Parsed parsed = SecurePayloads.parse(input, input.length);
    if (parsed != null) {
      SecurePayload reference = SecurePayload.parseFrom(input);
      assertThat(parsed.data()).isEqualTo(reference.getEncryptedData().toByteArray());
      assertThat(parsed.nonce()).isEqualTo(reference.getNonce().toByteArray());
    }
  }

  @FuzzTest(maxDuration = "30s")
  void aPayloadOfDataAloneIsReadAsProtobufReadsItOrNotAtAll(byte[] input) throws Exception {
    int start = SecurePayloads.startOfData(input, input.length);
    if (start >= 0) {
      SecurePayload reference = SecurePayload.parseFrom(input);
      assertThat(Arrays.copyOfRange(input, start, input.length))
          .isEqualTo(reference.getEncryptedData().toByteArray());
      assertThat(reference.getNonce().isEmpty() && reference.getAlgorithm().isEmpty()).isTrue();
    }
    byte[] begun = SecurePayloads.begin(input.length, 79);
    int length = begun.length - 79;
    assertThat(SecurePayloads.startOfData(begun, length)).isEqualTo(length - input.length);
    assertThat(SecurePayloads.startOfData(begun, length - 1)).isEqualTo(-1);
    assertThat(SecurePayloads.startOfData(begun, length + 1)).isEqualTo(-1);
  }

  @FuzzTest(maxDuration = "30s")
  void whatIsWrittenIsReadAgain(byte[] input) {
    int split = Math.min(input.length, 12);
    byte[] nonce = Arrays.copyOf(input, split);
    byte[] body = Arrays.copyOfRange(input, split, input.length);
    String algorithm = "a".repeat(input.length % 300);
    byte[] written = SecurePayloads.serialize(body, nonce, algorithm, 79);
    SecurePayloads.Parsed parsed =
        Objects.requireNonNull(SecurePayloads.parse(written, written.length - 79));
    assertThat(parsed.data()).isEqualTo(body);
    assertThat(parsed.nonce()).isEqualTo(nonce);
    assertThat(parsed.algorithm()).isEqualTo(algorithm);
  }

  @FuzzTest(maxDuration = "30s")
  void anAuthenticatorIsFoundOrNotAndIsWhatWasWritten(byte[] input) {
    Authenticator found = Authenticator.ofMessage(input, input.length);
    if (found != null) {
      byte[] written = input.clone();
      found.writeSuffix(written, input.length - Authenticator.SUFFIX_BYTES);
      assertThat(written).isEqualTo(input);
    }
    Authenticator.ofStatus(input);
    Authenticator.ofStatus(Arrays.copyOf(input, 73));
  }

  @FuzzTest(maxDuration = "30s")
  void aRequestToOpenASessionIsAcceptedOrRefused(byte[] input) {
    try (ServerKeyRing ring = ServerKeyRing.generate(primitives, node, TIME, TIME + 1000)) {
      ServerHandshake.accept(primitives, ring, OpenSessionRequest.parseFrom(input)).close();
    } catch (HandshakeException | InvalidProtocolBufferException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @FuzzTest(maxDuration = "30s")
  void whatAServerSaysIsAcceptedOrRefused(byte[] input) {
    try (ServerKeyRing ring = ServerKeyRing.generate(primitives, node, TIME, TIME + 1000);
        ClientHandshake handshake =
            new ClientHandshake(
                primitives,
                TrustedKeys.check(primitives, ring.published(), node.publicKey(), TIME),
                KemSuite.X25519,
                AeadSuite.AES_256_GCM,
                null,
                TIME)) {
      handshake.finish(OpenSessionResponse.parseFrom(input)).root().close();
    } catch (HandshakeException | InvalidProtocolBufferException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @FuzzTest(maxDuration = "30s")
  void publishedKeysAreTrustedOrRefused(byte[] input) {
    try {
      TrustedKeys.check(primitives, ServerKeys.parseFrom(input), node.publicKey(), TIME);
    } catch (HandshakeException | InvalidProtocolBufferException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @FuzzTest(maxDuration = "30s")
  void aRequestToRotateKeysIsAnsweredOrRefused(byte[] input) {
    try (var root = primitives.random().secret(32)) {
      Rotations.answer(
              primitives,
              new SessionId(1, 2),
              KemSuite.X25519,
              AeadSuite.AES_256_GCM,
              root,
              RotateKeysRequest.parseFrom(input))
          .root()
          .close();
    } catch (HandshakeException | InvalidProtocolBufferException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
