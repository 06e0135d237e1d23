package io.ghostbridge.secure.channel.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.management.HotSpotDiagnosticMXBean;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.ExtendableDigest;
import io.ghostbridge.api.crypto.Random;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.secure.channel.SecureChannel;
import io.ghostbridge.secure.channel.internal.protocol.AeadSuite;
import io.ghostbridge.secure.channel.internal.protocol.ClientHandshake;
import io.ghostbridge.secure.channel.internal.protocol.EpochKeys;
import io.ghostbridge.secure.channel.internal.protocol.KemSuite;
import io.ghostbridge.secure.channel.internal.protocol.Primitives;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Keys are gone when their session is, and nothing prints them. */
class SecretsTest {
  /** Turns a copy of a secret into something that a search does not find. */
  private static final byte MASK = 0x5a;

  @TempDir Path directory;

  private static byte[] masked(SecretBytes secret) {
    byte[] copy = secret.toByteArray();
    for (int i = 0; i < copy.length; i++) {
      copy[i] ^= MASK;
    }
    return copy;
  }

  @Test
  void aHeapDumpHasNoKeysOfClosedSessionsButThoseOfOpenOnes() throws Exception {
    try (SecuredServer server = new SecuredServer()) {
      RawSession open = new RawSession(server);
      open.call(TestService.ECHO, "hello");
      List<byte[]> openKeys = keysOf(open);
      List<byte[]> closedKeys = new ArrayList<>();
      closed(server, closedKeys);
      drawnForHandshakes(server, closedKeys);

      Path dump = directory.resolve("heap.hprof");
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpHeap(dump.toString(), true);
      assertThat(found(dump, closedKeys)).as("keys of closed sessions").isEmpty();
      assertThat(found(dump, openKeys))
          .as("the search finds what is there: keys and the states of MACs")
          .anyMatch(what -> what.contains("key 0 "))
          .anyMatch(what -> what.contains("key 1 "));
      assertThat(open.call(TestService.ECHO, "still open")).isEqualTo("still open");
    }
  }

  /**
   * Uses and ends sessions of each suite, by both sides; adds their keys, masked, to {@code keys}.
   */
  private static void closed(SecuredServer server, List<byte[]> keys) throws Exception {
    for (int i = 0; i < 6; i++) {
      AeadSuite[] suites = AeadSuite.values();
      RawSession session = new RawSession(server, KemSuite.X25519, suites[i % suites.length]);
      session.call(TestService.ECHO, "hello");
      session.send(
          TestService.ECHO,
          new Metadata(),
          session.request(TestService.ECHO, 3, session.stamp(), new Metadata(), "encrypted"));
      keys.addAll(keysOf(session));
      EpochKeys rotated = Rotation.rotate(server, session);
      rotated.close();
      server
          .sessions()
          .table()
          .end(
              java.util.Objects.requireNonNull(server.sessions().table().find(session.id)), "test");
      session.keys.close();
      session.root.close();
    }
    SecureChannel secure = server.client().build();
    Channel channel = ClientInterceptors.intercept(server.plain(), secure);
    RawSession.blocking(channel, TestService.SECRET, "hello".getBytes(UTF_8));
    secure.close();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (server.sessions().table().size() > 1 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /** Opens sessions by X-Wing; adds what the client drew for that, and what is made of it. */
  private static void drawnForHandshakes(SecuredServer server, List<byte[]> keys) throws Exception {
    CryptoAlgorithms algorithms = SecuredServer.allAlgorithms();
    Recorder recorder = new Recorder(algorithms.get(Random.class, "system"));
    Channel channel = server.plain();
    try (ClientHandshake handshake =
        new ClientHandshake(
            new Primitives(algorithms, recorder),
            RawSession.trusted(server, channel),
            KemSuite.X_WING,
            AeadSuite.AES_256_CTR_HMAC,
            null,
            System.currentTimeMillis())) {
      handshake.finish(RawSession.open(channel, handshake.request())).root().close();
    }
    assertThat(recorder.drawn).as("seed of the ephemeral key, randomness of the other").hasSize(2);
    for (byte[] drawn : recorder.drawn) {
      for (int i = 0; i < drawn.length; i += 32) {
        keys.add(masked(Arrays.copyOfRange(drawn, i, i + 32)));
      }
    }
    // ML-KEM's d and z, and X25519's scalar (draft-connolly-cfrg-xwing-kem-06, section 5.2).
    byte[] expanded =
        algorithms.get(ExtendableDigest.class, "shake256").digest(recorder.drawn.getFirst(), 96);
    for (int i = 0; i < expanded.length; i += 32) {
      keys.add(masked(Arrays.copyOfRange(expanded, i, i + 32)));
    }
    recorder.drawn.forEach(drawn -> Arrays.fill(drawn, (byte) 0));
    Arrays.fill(expanded, (byte) 0);
  }

  private static byte[] masked(byte[] secret) {
    try (SecretBytes wrapped = SecretBytes.wrap(secret)) {
      return masked(wrapped);
    }
  }

  /** Remembers what was drawn. */
  private static final class Recorder implements Random {
    private final Random random;
    private final List<byte[]> drawn = new ArrayList<>();

    Recorder(Random random) {
      this.random = random;
    }

    @Override
    public String algorithm() {
      return random.algorithm();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      random.nextBytes(bytes);
      drawn.add(bytes.clone());
    }
  }

  private static List<byte[]> keysOf(RawSession session) {
    List<byte[]> keys = new ArrayList<>();
    keys.add(masked(session.root));
    for (String name : List.of("c2s mac", "s2c mac")) {
      try (SecretBytes key = expand(session, name)) {
        keys.addAll(key.map(SecretsTest::macStates));
      }
    }
    for (String name :
        List.of("c2s mac", "s2c mac", "c2s aead", "s2c aead", "c2s ctr", "s2c ctr")) {
      try (SecretBytes key = expand(session, name)) {
        keys.add(masked(key));
      }
    }
    return keys;
  }

  private static SecretBytes expand(RawSession session, String name) {
    return SecuredServer.allAlgorithms()
        .get(io.ghostbridge.api.crypto.Kdf.class, "hkdf-sha256")
        .expand(session.root, ("ghost.secure.v1 " + name).getBytes(UTF_8), 32);
  }

  /** What SHA-256's state is behind HMAC's pads, masked: as good as the key to who finds it. */
  private static List<byte[]> macStates(byte[] key) {
    List<byte[]> states = new ArrayList<>();
    for (byte pad : new byte[] {0x36, 0x5c}) {
      byte[] block = Arrays.copyOf(key, 64);
      for (int i = 0; i < block.length; i++) {
        block[i] ^= pad;
      }
      byte[] state = Sha256Block.stateAfter(block);
      Arrays.fill(block, (byte) 0);
      for (int i = 0; i < state.length; i++) {
        state[i] ^= MASK;
      }
      states.add(state);
    }
    return states;
  }

  /** Which of the masked keys are in {@code file} unmasked, or as HMAC's pads, in hex. */
  private static List<String> found(Path file, List<byte[]> keys) throws IOException {
    List<String> found = new ArrayList<>();
    // The key itself, and XORed with HMAC's inner and outer pad (RFC 2104, section 2).
    byte[] forms = {0, 0x36, 0x5c};
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      for (long start = 0; start < size; start += 1 << 30) {
        long length = Math.min(size - start, (1L << 30) + 64);
        MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, start, length);
        for (int i = 0; i < keys.size(); i++) {
          byte[] key = keys.get(i);
          for (byte form : forms) {
            if (contains(bytes, key, (byte) (form ^ MASK))) {
              found.add("key " + i + " in form " + form);
            }
          }
        }
      }
    }
    return found;
  }

  private static boolean contains(MappedByteBuffer bytes, byte[] masked, byte mask) {
    int last = bytes.limit() - masked.length;
    byte first = (byte) (masked[0] ^ mask);
    for (int i = 0; i <= last; i++) {
      if (bytes.get(i) == first) {
        int matched = 1;
        while (matched < masked.length
            && bytes.get(i + matched) == (byte) (masked[matched] ^ mask)) {
          matched++;
        }
        if (matched == masked.length) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void logsOfEverythingTheChannelDoesHoldNoSecret() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger("io.ghostbridge");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
    List<String> secrets = new ArrayList<>();
    try (SecuredServer server = new SecuredServer()) {
      RawSession session = new RawSession(server);
      secrets.add(HexFormat.of().formatHex(session.root.toByteArray()));
      session.call(TestService.ECHO, "a body that nobody logs");
      secrets.add("a body that nobody logs");
      session.send(TestService.ECHO, new Metadata(), new byte[] {1, 2, 3});
      Rotation.rotate(server, session);
      assertThat(session.keys.toString() + session.root + server.sessions().table().all())
          .doesNotContain(secrets.getFirst());
    } finally {
      root.detachAppender(log);
      root.setLevel(null);
    }
    assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).isNotEmpty();
    for (ILoggingEvent event : log.list) {
      assertThat(event.getFormattedMessage()).doesNotContain(secrets);
    }
  }
}
