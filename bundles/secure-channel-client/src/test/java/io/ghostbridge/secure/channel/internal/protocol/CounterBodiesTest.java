package io.ghostbridge.secure.channel.internal.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.proto.crypto.v1.SecurePayload;
import io.ghostbridge.secure.channel.ClassPathAlgorithms;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Bodies of the suite whose only tag is the message's MAC. */
class CounterBodiesTest {
  private static final SessionId SESSION = new SessionId(1, 2);
  private static final CallBinding METHOD = new CallBinding("some.Service/Method");
  private static final byte[] BODY = "attack at dawn".getBytes(UTF_8);
  private static final int FLAGS = Authenticator.ENCRYPTED | Authenticator.LAST;

  private final Primitives primitives;

  CounterBodiesTest() throws Exception {
    primitives = new Primitives(new ClassPathAlgorithms(CounterBodiesTest.class.getClassLoader()));
  }

  private EpochKeys keys(int epoch, String root) {
    try (SecretBytes secret = SecretBytes.copyOf(Arrays.copyOf(root.getBytes(UTF_8), 32))) {
      return EpochKeys.derive(
          primitives, secret, SESSION, epoch, AeadSuite.AES_256_CTR_HMAC, System.nanoTime());
    }
  }

  private static byte[] protect(EpochKeys keys, Direction direction, long counter, int sequence) {
    return Records.protect(
        keys,
        direction,
        METHOD,
        Records.noMetadata(),
        FLAGS,
        new Stamp(SESSION, counter, sequence, 5),
        BODY);
  }

  /** The ciphertext: behind two bytes of the field's head. */
  private static String ciphertext(byte[] message) {
    return Arrays.toString(Arrays.copyOfRange(message, 2, 2 + BODY.length));
  }

  @Test
  void aMessageIsAsLongAsItsBodyAndWhatAuthenticatesIt() {
    byte[] message = protect(keys(0, "a"), Direction.REQUEST, 1, 0);
    assertThat(message).hasSize(2 + BODY.length + Authenticator.SUFFIX_BYTES);
    assertThat(new String(message, UTF_8)).doesNotContain("dawn");
  }

  @Test
  void oneBodyIsAnotherCiphertextInEachMessageDirectionEpochAndSession() {
    Set<String> seen = new HashSet<>();
    for (EpochKeys keys : List.of(keys(0, "a"), keys(1, "b"), keys(0, "c"))) {
      for (Direction direction : List.of(Direction.REQUEST, Direction.ANSWER)) {
        for (long counter : new long[] {1, 2, 1L << 32}) {
          for (int sequence : new int[] {0, 1, -1}) {
            assertThat(seen.add(ciphertext(protect(keys, direction, counter, sequence)))).isTrue();
          }
        }
      }
    }
  }

  @Test
  void whatHasTheRightMacButIsNoPayloadOfTheSuiteIsRefused() {
    EpochKeys keys = keys(0, "a");
    Stamp stamp = new Stamp(SESSION, 1, 0, 5);
    Authenticator authenticator = new Authenticator(FLAGS, 0, stamp);
    SecurePayload data =
        SecurePayload.newBuilder().setEncryptedData(ByteString.copyFrom(BODY)).build();
    List<byte[]> others =
        List.of(
            data.toBuilder().setAlgorithm("aes256ctr-hmac").build().toByteArray(),
            data.toBuilder()
                .setNonce(ByteString.copyFrom(authenticator.nonce()))
                .build()
                .toByteArray(),
            data.toBuilder().setAlgorithm("aes256gcm").clearEncryptedData().build().toByteArray(),
            Arrays.copyOf(data.toByteArray(), data.getSerializedSize() - 1),
            Arrays.copyOf(data.toByteArray(), data.getSerializedSize() + 1),
            new byte[] {10},
            new byte[] {10, -1, -1, -1, -1, -1, 1});
    for (byte[] payload : others) {
      byte[] message = Arrays.copyOf(payload, payload.length + Authenticator.SUFFIX_BYTES);
      Records.authenticate(
          keys, Direction.REQUEST, METHOD, Records.noMetadata(), FLAGS, stamp, message);
      assertThat(
              Records.isAuthentic(
                  keys, Direction.REQUEST, METHOD, Records.noMetadata(), message, message.length))
          .isTrue();
      assertThatThrownBy(
              () ->
                  Records.open(
                      keys,
                      Direction.REQUEST,
                      METHOD,
                      Records.noMetadata(),
                      authenticator,
                      message,
                      message.length))
          .isInstanceOfSatisfying(
              RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.MAC_MISMATCH));
    }
  }

  @Test
  void anEmptyBodyIsAPayloadAndSoIsProtobufsFormOfIt() throws Exception {
    EpochKeys keys = keys(0, "a");
    Authenticator authenticator = new Authenticator(FLAGS, 0, new Stamp(SESSION, 1, 0, 5));
    BodyCipher bodies = keys.bodies(Direction.REQUEST);
    byte[] sealed = bodies.seal(authenticator, new byte[0], new byte[0]);
    assertThat(sealed).hasSize(2 + Authenticator.SUFFIX_BYTES);
    assertThat(bodies.open(authenticator, new byte[0], sealed, 2)).isEmpty();
    assertThat(SecurePayload.getDefaultInstance().toByteArray()).isEmpty();
    assertThat(bodies.open(authenticator, new byte[0], sealed, 0)).isEmpty();
  }
}
