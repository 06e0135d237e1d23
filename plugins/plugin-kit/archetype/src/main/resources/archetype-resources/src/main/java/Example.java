#if(${kind} == "name-source")
package ${package};

import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.api.names.NameSource;
import io.ghostbridge.api.names.ZoneApex;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Answers for one zone with two names, {@code hello} and {@code text}. Replace {@link #entries} by
 * where your names come from; see the documentation of {@link NameSource} for what it owes.
 */
@Component(configurationPid = "${package}", property = NameSource.NON_BLOCKING + ":Boolean=true")
@Designate(ocd = Example.Config.class)
public final class Example implements NameSource {
  /** What operators write into config/plugins/${package}.cfg. */
  @ObjectClassDefinition(id = "${package}", name = "Example names")
  @interface Config {
    @AttributeDefinition(description = "The zone that is answered for")
    String zone() default "example.test";

    @AttributeDefinition(description = "The IPv4 address of hello in the zone")
    String address() default "192.0.2.1";

    @AttributeDefinition(
        description = "Seconds for which answers may be kept",
        min = "0",
        max = "86400")
    int ttlSeconds() default 60;
  }

  private final String zone;
  private final int ttlSeconds;
  private final long started = Instant.now().getEpochSecond();
  private final Map<String, NameEntry> entries;

  @Activate
  public Example(Config config) {
    zone = config.zone();
    ttlSeconds = config.ttlSeconds();
    entries =
        Map.of(
            "hello." + zone, entry("hello", new NameRecord("A", config.address(), 0, ttlSeconds)),
            "text." + zone, entry("text", new NameRecord("TXT", "\"it works\"", 0, ttlSeconds)));
  }

  private NameEntry entry(String label, NameRecord entryRecord) {
    return new NameEntry(label + "." + zone, "", List.of(entryRecord), 1, started);
  }

  @Override
  public Set<String> zones() {
    return Set.of(zone);
  }

  @Override
  public ZoneApex apex(String ofZone) {
    return new ZoneApex(
        List.of("ns." + zone), "hostmaster." + zone, started, 86400, 7200, 3600000, 60, ttlSeconds);
  }

  @Override
  public Optional<NameEntry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  @Override
  public boolean hasNamesBelow(String name) {
    return entries.keySet().stream().anyMatch(each -> each.endsWith("." + name));
  }

  @Override
  public Subscription onChange(Consumer<Collection<String>> listener) {
    // Nothing changes. Otherwise: keep the listener, and tell it the names after each change.
    return () -> {};
  }
}
#else
package ${package};

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.crypto.HashStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import org.osgi.service.component.annotations.Component;

/**
 * SHA-512/256 (FIPS 180-4, section 6.7) by the platform's own implementation. Replace it by your
 * algorithm; other primitives (signatures, AEADs, MACs) have interfaces of their own beside {@link
 * Digest}.
 */
@Component(property = CryptoAlgorithm.ALGORITHM + "=" + Example.NAME)
public final class Example implements Digest {
  static final String NAME = "sha512-256";

  @Override
  public String algorithm() {
    return NAME;
  }

  @Override
  public int digestLength() {
    return 32;
  }

  @Override
  public int blockLength() {
    return 128;
  }

  @Override
  public HashStream start() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-512/256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this platform has no SHA-512/256", e);
    }
    return new Stream(digest);
  }

  /** One message, for one thread at a time. */
  private static final class Stream implements HashStream {
    private final MessageDigest digest;
    private boolean finished;

    private Stream(MessageDigest digest) {
      this.digest = digest;
    }

    @Override
    public HashStream update(byte[] piece, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, piece.length);
      checkOpen();
      digest.update(piece, offset, length);
      return this;
    }

    @Override
    public byte[] finish() {
      checkOpen();
      finished = true;
      return digest.digest();
    }

    private void checkOpen() {
      if (finished) {
        throw new IllegalStateException("the digest was finished; start another for each message");
      }
    }
  }
}
#end
