package io.ghostbridge.secure.channel.internal.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.proto.crypto.v1.RotateKeysRequest;
import io.ghostbridge.proto.crypto.v1.SessionParameters;
import io.ghostbridge.secure.channel.ClassPathAlgorithms;
import io.grpc.Metadata;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * docs/secure-channel-vectors.json is what this code does. {@code -Dvectors.update=true} writes it
 * anew, which is to be done for a new version of the protocol only.
 */
class ProtocolVectorsTest {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();
  private static final Path FILE = Path.of("../../docs/secure-channel-vectors.json");
  private static final long TIME = 1_800_000_000_000L;
  private static final String METHOD = "ghost.chain.v1.GhostChainService/ResolveDomain";

  /** What servers offered before there was another: their vectors stay what they were. */
  private static final List<AeadSuite> OLDER =
      List.of(AeadSuite.AES_256_GCM, AeadSuite.CHACHA20_POLY1305);

  private final CryptoAlgorithms algorithms;

  ProtocolVectorsTest() throws Exception {
    algorithms = new ClassPathAlgorithms(ProtocolVectorsTest.class.getClassLoader());
  }

  @Test
  void theDocumentedVectorsAreWhatTheProtocolGives() throws Exception {
    JsonArray all = new JsonArray();
    all.add(vector(KemSuite.X25519, AeadSuite.CHACHA20_POLY1305, OLDER));
    all.add(vector(KemSuite.X_WING, AeadSuite.AES_256_GCM, OLDER));
    all.add(vector(KemSuite.X25519, AeadSuite.AES_256_CTR_HMAC, List.of(AeadSuite.values())));
    String text = GSON.toJson(all) + "\n";
    if (Boolean.getBoolean("vectors.update")) {
      Files.writeString(FILE, text);
    }
    assertThat(Files.readString(FILE)).isEqualTo(text);
  }

  /** Bytes that look random but are the same each time. */
  private static String filler(String name, int length) {
    byte[] bytes = new byte[length];
    new java.util.Random(name.hashCode()).nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void put(JsonObject object, String name, byte[] value) {
    object.addProperty(name, HexFormat.of().formatHex(value));
  }

  private Primitives with(String... random) {
    return new Primitives(algorithms, new GivenRandom(random));
  }

  private SigningKey key(String seed) {
    return algorithms.get(SignatureScheme.class, "ed25519").fromSeed(HexFormat.of().parseHex(seed));
  }

  private JsonObject vector(KemSuite kem, AeadSuite aead, List<AeadSuite> offered)
      throws Exception {
    int encapsulation = kem == KemSuite.X25519 ? 32 : 64;
    String name = kem.wireName();
    JsonObject v = new JsonObject();
    v.addProperty("kem", name);
    v.addProperty("aead", aead.wireName());
    v.addProperty("node_seed", filler("node", 32));
    v.addProperty("client_seed", filler("client", 32));
    v.addProperty("server_private", filler(name + " server", 32));
    v.addProperty("client_private", filler(name + " ephemeral", 32));
    v.addProperty("request_randomness", filler(name + " request", encapsulation));
    v.addProperty("response_randomness", filler(name + " response", encapsulation));
    v.addProperty("time_millis", TIME);

    // The server has keys of both KEMs, X-Wing's first; the other one is of no interest.
    boolean xWing = kem == KemSuite.X_WING;
    String other = filler("other server", 32);
    String own = v.get("server_private").getAsString();
    ServerKeyRing ring =
        ServerKeyRing.generate(
            with(xWing ? own : other, xWing ? other : own),
            key(v.get("node_seed").getAsString()),
            TIME,
            TIME + 86_400_000,
            offered);
    put(v, "node_public_key", ring.published().getSignature().getPublicKey().toByteArray());
    put(v, "key_set", ring.published().getKeySet().toByteArray());
    put(v, "key_set_signature", ring.published().getSignature().getSignature().toByteArray());
    TrustedKeys trusted =
        TrustedKeys.check(
            with(), ring.published(), key(v.get("node_seed").getAsString()).publicKey(), TIME);

    ClientHandshake client =
        new ClientHandshake(
            with(v.get("client_private").getAsString(), v.get("request_randomness").getAsString()),
            trusted,
            kem,
            aead,
            key(v.get("client_seed").getAsString()),
            TIME);
    put(v, "open_session_request", client.request().toByteArray());
    SessionId session = SessionId.of(HexFormat.of().parseHex(filler("session", 16)));
    SessionParameters parameters =
        SessionParameters.newBuilder()
            .setSessionId(ByteString.copyFrom(session.toBytes()))
            .setTimeMillis(TIME + 5)
            .setTimeWindowMillis(60_000)
            .setRotateAfterMillis(3_600_000)
            .setRotateAfterMessages(1000)
            .setRotateAfterBytes(1_000_000)
            .setLifetimeMillis(86_400_000)
            .setIdleTimeoutMillis(3_600_000)
            .build();
    ServerHandshake.Answer answer;
    try (ServerHandshake server =
        ServerHandshake.accept(
            with(v.get("response_randomness").getAsString()), ring, client.request())) {
      answer = server.respond(parameters);
    }
    put(v, "open_session_response", answer.response().toByteArray());
    put(v, "session_parameters", parameters.toByteArray());
    SecretBytes root = client.finish(answer.response()).root();
    assertThat(root).isEqualTo(answer.root());
    put(v, "root", root.toByteArray());

    v.add("epochs", new JsonArray());
    epoch(v, root, 0, aead, session);
    rotate(v, kem, aead, session, root, encapsulation);
    return v;
  }

  private void epoch(JsonObject v, SecretBytes root, int epoch, AeadSuite aead, SessionId session) {
    JsonObject one = new JsonObject();
    one.addProperty("epoch", epoch);
    String cipher = aead == AeadSuite.AES_256_CTR_HMAC ? " ctr" : " aead";
    for (String name : List.of("c2s mac", "s2c mac", "c2s" + cipher, "s2c" + cipher)) {
      put(one, name, with().expand(root, name).toByteArray());
    }
    EpochKeys keys = EpochKeys.derive(with(), root, session, epoch, aead, 0);
    JsonArray messages = new JsonArray();
    Metadata none = new Metadata();
    Metadata some = new Metadata();
    some.put(Metadata.Key.of("x-b", Metadata.ASCII_STRING_MARSHALLER), "two");
    some.put(Metadata.Key.of("user-agent", Metadata.ASCII_STRING_MARSHALLER), "unbound");
    some.put(Metadata.Key.of("x-b", Metadata.ASCII_STRING_MARSHALLER), "one");
    some.put(Metadata.Key.of("a-bin", Metadata.BINARY_BYTE_MARSHALLER), new byte[] {0, (byte) 255});
    messages.add(
        message(keys, Direction.REQUEST, none, 2, new Stamp(session, 1, 0, TIME + 10), "request"));
    messages.add(
        message(keys, Direction.REQUEST, some, 3, new Stamp(session, 2, 0, TIME + 11), "request"));
    messages.add(
        message(keys, Direction.REQUEST, none, 4, new Stamp(session, 3, 0, TIME + 12), ""));
    messages.add(
        message(keys, Direction.ANSWER, none, 2, new Stamp(session, 1, 0, TIME + 13), "answer"));
    messages.add(
        message(keys, Direction.ANSWER, some, 1, new Stamp(session, 2, 0, TIME + 14), "answer"));
    messages.add(message(keys, Direction.ANSWER, none, 1, new Stamp(session, 2, 1, TIME + 15), ""));
    one.add("messages", messages);
    JsonObject status = new JsonObject();
    status.addProperty("counter", 3);
    status.addProperty("sequence", 1);
    status.addProperty("time", TIME + 16);
    status.addProperty("code", 5);
    status.addProperty("message", "not found: ä");
    put(status, "trailers", BoundMetadata.encode(some));
    put(
        status,
        "authenticator",
        Records.protectStatus(
            keys,
            new CallBinding(METHOD),
            BoundMetadata.encode(some),
            new Stamp(session, 3, 1, TIME + 16),
            5,
            "not found: ä"));
    one.add("status", status);
    v.getAsJsonArray("epochs").add(one);
  }

  private static JsonObject message(
      EpochKeys keys, Direction direction, Metadata metadata, int flags, Stamp stamp, String body) {
    JsonObject one = new JsonObject();
    one.addProperty("direction", direction.code());
    one.addProperty("method", METHOD);
    put(one, "metadata", BoundMetadata.encode(metadata));
    one.addProperty("flags", flags);
    one.addProperty("counter", stamp.counter());
    one.addProperty("sequence", stamp.sequence());
    one.addProperty("time", stamp.timeMillis());
    put(one, "body", body.getBytes(UTF_8));
    put(
        one,
        "message",
        Records.protect(
            keys,
            direction,
            new CallBinding(METHOD),
            BoundMetadata.encode(metadata),
            flags,
            stamp,
            body.getBytes(UTF_8)));
    return one;
  }

  private void rotate(
      JsonObject v,
      KemSuite kem,
      AeadSuite aead,
      SessionId session,
      SecretBytes root,
      int encapsulation)
      throws Exception {
    String clientPrivate = filler(kem + " rotation", 32);
    String randomness = filler(kem + " rotation answer", encapsulation);
    v.addProperty("rotation_client_private", clientPrivate);
    v.addProperty("rotation_randomness", randomness);
    try (Rotations.Request request =
        new Rotations.Request(with(clientPrivate), session, kem, aead, 1)) {
      RotateKeysRequest message = request.message();
      put(v, "rotate_keys_request", message.toByteArray());
      Rotations.Answer answer =
          Rotations.answer(with(randomness), session, kem, aead, root, message);
      put(v, "rotate_keys_response", answer.response().toByteArray());
      SecretBytes next = request.finish(root, answer.response());
      assertThat(next).isEqualTo(answer.root());
      put(v, "next_root", next.toByteArray());
      epoch(v, next, 1, aead, session);
    }
  }
}
