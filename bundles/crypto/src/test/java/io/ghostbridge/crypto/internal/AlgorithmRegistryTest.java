package io.ghostbridge.crypto.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.AlgorithmNotAvailableException;
import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.DerivedKey;
import io.ghostbridge.api.crypto.DerivedPublicKey;
import io.ghostbridge.api.crypto.DeterministicKeyDerivation;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.crypto.HashStream;
import io.ghostbridge.api.crypto.Mac;
import io.ghostbridge.api.crypto.MacKey;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.crypto.JcaAead;
import io.ghostbridge.crypto.JcaDigest;
import io.ghostbridge.crypto.JcaMac;
import io.ghostbridge.crypto.Providers;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.spec.GCMParameterSpec;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/** The look-up in a framework, with services that come and go. */
class AlgorithmRegistryTest {
  @TempDir Path cache;

  private Framework framework;
  private BundleContext context;
  private AlgorithmRegistry registry;

  @BeforeEach
  void start() throws Exception {
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    cache.toString(),
                    "felix.service.urlhandlers",
                    "false"));
    framework.start();
    context = framework.getBundleContext();
    registry = new AlgorithmRegistry(context);
  }

  @AfterEach
  void stop() throws Exception {
    registry.close();
    framework.stop();
    framework.waitForStop(10_000);
  }

  @Test
  void anAlgorithmThatIsNotThereIsNamedWithThoseThatAre() {
    ServiceRegistration<Mac> b = register(Mac.class, new TestMac("b-mac"), 0);
    register(Mac.class, new TestMac("a-mac"), 0);
    assertThat(registry.installed(Mac.class)).containsExactly("a-mac", "b-mac");
    assertThatThrownBy(() -> registry.get(Mac.class, "c-mac"))
        .isInstanceOf(AlgorithmNotAvailableException.class)
        .hasMessage("algorithm not available: c-mac, installed: a-mac, b-mac");
    b.unregister();
    assertThatThrownBy(() -> registry.get(Mac.class, "b-mac"))
        .hasMessage("algorithm not available: b-mac, installed: a-mac");
    assertThatThrownBy(() -> registry.get(Aead.class, "x"))
        .hasMessage("algorithm not available: x, installed: none");
    assertThatThrownBy(() -> registry.get(CryptoAlgorithm.class, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsHeldSaysSoAtOnceWhenTheAlgorithmGoesAndWorksAgainWhenItComesBack() throws Exception {
    ServiceRegistration<Mac> registration = register(Mac.class, new TestMac("m"), 0);
    Mac mac = registry.get(Mac.class, "m");
    MacKey key = mac.key(SecretBytes.wrap(new byte[32]));
    byte[] tag = key.mac(new byte[3]);

    registration.unregister();
    String message = "algorithm not available: m, installed: none";
    assertThatThrownBy(() -> key.mac(new byte[3])).hasMessage(message);
    assertThatThrownBy(mac::macLength).hasMessage(message);
    assertThatThrownBy(() -> mac.key(SecretBytes.wrap(new byte[32]))).hasMessage(message);

    register(Mac.class, new TestMac("m"), 0);
    assertThat(key.mac(new byte[3])).isEqualTo(tag);
    assertThat(key.verify(new byte[3], tag)).isTrue();
    assertThat(mac.macLength()).isEqualTo(32);
    key.close();
    key.close();
    assertThatThrownBy(() -> key.mac(new byte[3]))
        .isInstanceOf(IllegalStateException.class)
        .isNotInstanceOf(AlgorithmNotAvailableException.class);
    assertThat(key.toString()).doesNotContain("0000");
  }

  @Test
  void theHighestRankingServesAndKeysFollowIt() {
    TestMac first = new TestMac("m");
    TestMac second = new TestMac("m");
    register(Mac.class, first, 0);
    MacKey key = registry.get(Mac.class, "m").key(SecretBytes.wrap(new byte[32]));
    key.mac(new byte[1]);
    assertThat(first.keys).hasValue(1);
    ServiceRegistration<Mac> better = register(Mac.class, second, 10);
    key.mac(new byte[1]);
    assertThat(second.keys).hasValue(1);
    better.unregister();
    key.mac(new byte[1]);
    assertThat(first.keys).hasValue(2);
  }

  @Test
  void aWithdrawnImplementationIsLetGoOfWhileItsKeysAreHeld() {
    TestMac mac = new TestMac("m");
    WeakReference<TestMac> reference = new WeakReference<>(mac);
    ServiceRegistration<Mac> registration = register(Mac.class, mac, 0);
    MacKey key = registry.get(Mac.class, "m").key(SecretBytes.wrap(new byte[32]));
    key.mac(new byte[1]);
    registration.unregister();
    mac = new TestMac("other");
    for (int i = 0; i < 50 && reference.get() != null; i++) {
      System.gc();
    }
    assertThat(reference.get()).isNull();
    assertThat(mac.algorithm()).isEqualTo("other");
    key.close();
  }

  @Test
  void aStreamWhoseAlgorithmIsWithdrawnSaysSoAtOnceAndThatItIsToBeStartedAgainOnceItIsBack() {
    ServiceRegistration<Mac> macs = register(Mac.class, new TestMac("m"), 0);
    ServiceRegistration<Digest> digests = register(Digest.class, sha256(), 0);
    MacKey key = registry.get(Mac.class, "m").key(SecretBytes.wrap(new byte[32]));
    Digest digest = registry.get(Digest.class, "sha");
    byte[] tag = key.mac(new byte[3]);
    byte[] hash = digest.digest(new byte[3]);
    HashStream tagging = key.start().update(new byte[1]);
    HashStream hashing = digest.start().update(new byte[1]);

    macs.unregister();
    digests.unregister();
    assertThatThrownBy(() -> tagging.update(new byte[1]))
        .isInstanceOf(AlgorithmNotAvailableException.class)
        .hasMessage("algorithm not available: m, installed: none");
    assertThatThrownBy(hashing::finish)
        .isInstanceOf(AlgorithmNotAvailableException.class)
        .hasMessage("algorithm not available: sha, installed: none");
    assertThatThrownBy(digest::start).isInstanceOf(AlgorithmNotAvailableException.class);

    register(Mac.class, new TestMac("m"), 0);
    register(Digest.class, sha256(), 0);
    for (HashStream broken : List.of(tagging, hashing)) {
      assertThatThrownBy(broken::finish)
          .isInstanceOf(IllegalStateException.class)
          .isNotInstanceOf(AlgorithmNotAvailableException.class)
          .hasMessageContaining("start the message again");
    }
    assertThat(key.start().update(new byte[3]).finish()).isEqualTo(tag);
    assertThat(digest.start().update(new byte[3]).finish()).isEqualTo(hash);
  }

  @Test
  void aStreamGoesOnWhenABetterImplementationTakesOverUntilItsOwnIsWithdrawn() {
    ServiceRegistration<Mac> first = register(Mac.class, new TestMac("m"), 0);
    MacKey key = registry.get(Mac.class, "m").key(SecretBytes.wrap(new byte[32]));
    byte[] tag = key.mac(new byte[3]);
    HashStream finished = key.start().update(new byte[1]);
    HashStream broken = key.start().update(new byte[1]);
    register(Mac.class, new TestMac("m"), 10);
    assertThat(finished.update(new byte[2]).finish()).isEqualTo(tag);
    first.unregister();
    assertThatThrownBy(() -> broken.update(new byte[2]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("replaced in the middle of a message");
    assertThat(key.start().update(new byte[3]).finish()).isEqualTo(tag);
  }

  @Test
  void keysThatCannotBeMadeAgainSayThatTheyAreToBeDerivedAgain() {
    ServiceRegistration<DeterministicKeyDerivation> registration =
        register(DeterministicKeyDerivation.class, new TestDerivation(), 0);
    DerivedKey key =
        registry
            .get(DeterministicKeyDerivation.class, "tree")
            .master(SecretBytes.wrap(new byte[16]));
    assertThat(key.privateKey().size()).isEqualTo(16);
    registration.unregister();
    assertThatThrownBy(key::privateKey)
        .hasMessage("algorithm not available: tree, installed: none");
    register(DeterministicKeyDerivation.class, new TestDerivation(), 0);
    assertThatThrownBy(() -> key.child(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("derive this one from its seed");
  }

  @Test
  void aKeyThatABetterImplementationMadeAnewIsClosedInTheFormerOne() {
    TestMac first = new TestMac("m");
    register(Mac.class, first, 0);
    MacKey key = registry.get(Mac.class, "m").key(SecretBytes.wrap(new byte[32]));
    register(Mac.class, new TestMac("m"), 10);
    key.mac(new byte[1]);
    assertThat(first.made).allSatisfy(old -> assertThatThrownBy(() -> old.mac(new byte[1])));
    assertThat(first.made).hasSize(1);
  }

  @Test
  void anAlgorithmThatNobodyUsesIsNeverMade() {
    AtomicInteger made = new AtomicInteger();
    ServiceFactory<Mac> factory =
        new ServiceFactory<>() {
          @Override
          public Mac getService(Bundle bundle, ServiceRegistration<Mac> registration) {
            made.incrementAndGet();
            return new TestMac("lazy");
          }

          @Override
          public void ungetService(
              Bundle bundle, ServiceRegistration<Mac> registration, Mac service) {}
        };
    context.registerService(
        Mac.class, factory, FrameworkUtil.asDictionary(Map.of(CryptoAlgorithm.ALGORITHM, "lazy")));
    assertThat(registry.installed(Mac.class)).containsExactly("lazy");
    Mac mac = registry.get(Mac.class, "lazy");
    assertThat(made).hasValue(0);
    assertThat(mac.macLength()).isEqualTo(32);
    assertThat(made).hasValue(1);
  }

  @Test
  void aWrongKeyIsRefusedByTheImplementationsOwnWords() {
    register(Aead.class, gcm(), 0);
    assertThatThrownBy(() -> registry.get(Aead.class, "gcm").key(SecretBytes.wrap(new byte[31])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("31 bytes, expected 32");
  }

  @Test
  void swapsUnderLoadGiveRightResultsOrSayThatTheAlgorithmIsNotAvailable() throws Exception {
    ServiceRegistration<Aead> registration = register(Aead.class, gcm(), 0);
    AeadKey key = registry.get(Aead.class, "gcm").key(SecretBytes.wrap(new byte[32]));
    byte[] nonce = new byte[12];
    byte[] expected = key.seal(nonce, new byte[100], new byte[0]);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong right = new AtomicLong();
    AtomicLong missing = new AtomicLong();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> user =
          threads.submit(
              () -> {
                while (!stop.get()) {
                  try {
                    assertThat(key.seal(nonce, new byte[100], new byte[0])).isEqualTo(expected);
                    right.incrementAndGet();
                  } catch (AlgorithmNotAvailableException e) {
                    missing.incrementAndGet();
                  }
                }
              });
      for (int i = 0; i < 100; i++) {
        registration.unregister();
        long seen = missing.get();
        while (missing.get() == seen && !user.isDone()) {
          Thread.onSpinWait();
        }
        registration = register(Aead.class, gcm(), 0);
        long done = right.get();
        while (right.get() == done && !user.isDone()) {
          Thread.onSpinWait();
        }
      }
      stop.set(true);
      user.get();
    }
    assertThat(right.get()).isGreaterThanOrEqualTo(100);
    assertThat(missing.get()).isGreaterThanOrEqualTo(100);
  }

  private <P extends CryptoAlgorithm> ServiceRegistration<P> register(
      Class<P> type, P service, int ranking) {
    return context.registerService(
        type,
        service,
        FrameworkUtil.asDictionary(
            Map.of(
                CryptoAlgorithm.ALGORITHM,
                service.algorithm(),
                Constants.SERVICE_RANKING,
                ranking)));
  }

  private static Digest sha256() {
    return new JcaDigest("sha", "SHA-256", Providers.jdk("SUN"), 64) {};
  }

  private static Aead gcm() {
    return new JcaAead(
        new JcaAead.Shape("gcm", 12, 1L << 36, 1L << 32),
        new JcaAead.Jca(
            Providers.jdk("SunJCE"),
            "AES/GCM/NoPadding",
            "AES",
            nonce -> new GCMParameterSpec(128, nonce)));
  }

  /** HMAC that counts its keys. */
  private static final class TestMac implements Mac {
    final AtomicInteger keys = new AtomicInteger();
    final List<MacKey> made = new CopyOnWriteArrayList<>();
    private final JcaMac mac;

    TestMac(String name) {
      mac = new JcaMac(name, "HmacSHA256", Providers.jdk("SunJCE")) {};
    }

    @Override
    public String algorithm() {
      return mac.algorithm();
    }

    @Override
    public int macLength() {
      return mac.macLength();
    }

    @Override
    public MacKey key(SecretBytes secret) {
      keys.incrementAndGet();
      MacKey key = mac.key(secret);
      made.add(key);
      return key;
    }
  }

  /** A plugin's: its keys have no text. */
  private static final class TestDerivation implements DeterministicKeyDerivation {
    @Override
    public String algorithm() {
      return "tree";
    }

    @Override
    public DerivedKey master(SecretBytes seed) {
      return new TestKey(seed.copy());
    }
  }

  private record TestKey(SecretBytes privateKey) implements DerivedKey {
    @Override
    public SecretBytes chainCode() {
      return privateKey;
    }

    @Override
    public Bytes publicKey() {
      return Bytes.wrap(new byte[33]);
    }

    @Override
    public DerivedKey child(int index) {
      return this;
    }

    @Override
    public DerivedPublicKey neutered() {
      throw new UnsupportedOperationException("tree");
    }

    @Override
    public SecretBytes serialise() {
      throw new UnsupportedOperationException("tree");
    }

    @Override
    public void close() {
      privateKey.close();
    }
  }
}
