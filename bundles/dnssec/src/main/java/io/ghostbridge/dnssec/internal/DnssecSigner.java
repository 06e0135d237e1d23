package io.ghostbridge.dnssec.internal;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.dnssec.SignedZone;
import io.ghostbridge.api.dnssec.ZoneSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Signs the configured zones with the keys in {@code <data>/keys/dnssec}. */
@Component(
    service = {ZoneSigner.class, DnssecSigner.class},
    configurationPid = "io.ghostbridge.dnssec")
@Designate(ocd = DnssecConfig.class)
public final class DnssecSigner implements ZoneSigner {
  private static final String DATA_DIRECTORY = "ghost.data.directory";
  private static final int MEBIBYTE = 1 << 20;

  private final Map<String, ManagedZone> zones = new LinkedHashMap<>();
  private final Rollover rollover;
  private final RolloverThread thread;

  /** Opens the keys of all zones, and makes those of new ones. */
  @Activate
  public DnssecSigner(
      BundleContext context,
      DnssecConfig config,
      @Reference(target = "(" + SignatureScheme.ALGORITHM + "=ecdsa-p256-sha256)")
          SignatureScheme ecdsa,
      @Reference(target = "(" + SignatureScheme.ALGORITHM + "=ed25519)") SignatureScheme ed25519) {
    this(
        Path.of(context.getProperty(DATA_DIRECTORY), "keys", "dnssec"),
        config,
        Map.of(Algorithm.ECDSA_P256, ecdsa, Algorithm.ED25519, ed25519),
        Clock.systemUTC());
  }

  /** Without a container. */
  DnssecSigner(
      Path directory,
      DnssecConfig config,
      Map<Algorithm, SignatureScheme> schemes,
      InstantSource clock) {
    rollover = new Rollover(times(config));
    var tools =
        new ManagedZone.Tools(
            schemes,
            Algorithm.of(config.algorithm().strip()),
            clock,
            rollover,
            config.keyTtlSeconds(),
            new SignaturePeriod(
                clock, config.signatureValiditySeconds(), config.signatureRefreshSeconds()),
            new SignatureCache((long) config.signatureCacheMegabytes() * MEBIBYTE));
    try {
      for (String each : config.zones().toLowerCase(Locale.ROOT).split(",", -1)) {
        String name = each.strip().replaceFirst("\\.$", "");
        if (!name.isEmpty() && !zones.containsKey(name)) {
          WireName.of(name);
          zones.put(name, ManagedZone.open(name, new KeyFolder(directory, name), tools));
        }
      }
    } catch (IOException e) {
      closeZones();
      throw new IllegalStateException(
          "the keys of zones in " + directory + " cannot be used: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      closeZones();
      throw e;
    }
    thread = new RolloverThread(zones.values(), clock);
  }

  private static RolloverTimes times(DnssecConfig config) {
    Duration propagation = Duration.ofSeconds(config.propagationSeconds());
    return new RolloverTimes(
        propagation.plusSeconds(config.keyTtlSeconds()),
        propagation.plusSeconds(config.maximumTtlSeconds()),
        propagation.plusSeconds(config.parentDsTtlSeconds()),
        Duration.ofSeconds(config.dsPublishedSeconds()),
        Duration.ofSeconds(config.revokedSeconds()),
        Duration.ofSeconds(config.zskLifetimeSeconds()),
        Duration.ofSeconds(config.kskLifetimeSeconds()));
  }

  @Override
  public @Nullable SignedZone zone(String name) {
    ManagedZone zone = zones.get(name);
    return zone == null ? null : zone.current();
  }

  /** All zones by name. */
  Map<String, ManagedZone> zones() {
    return zones;
  }

  Rollover rollover() {
    return rollover;
  }

  /** Takes note that keys of a zone were changed by hand. */
  void changed() {
    thread.changed();
  }

  /** Ends rollovers and wipes all keys. */
  @Deactivate
  public void close() {
    thread.close();
    closeZones();
  }

  private void closeZones() {
    zones.values().forEach(ManagedZone::close);
  }
}
