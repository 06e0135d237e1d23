package io.ghostbridge.it.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.dnssec.RecordSet;
import io.ghostbridge.api.dnssec.SignedZone;
import io.ghostbridge.api.dnssec.ZoneSigner;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

/** The signer of zones is stopped, updated and started again, with the keys that it has on disk. */
@ExtendWith(BundleContextExtension.class)
class DnssecSwapTest {
  private static final int SWAPS = 5;
  private static final int TYPE_A = 1;
  private static final int TYPE_DNSKEY = 48;

  /** {@code a.ghost}. */
  private static final Bytes OWNER = Bytes.fromHex("01610567686f737400");

  private BundleContext context;
  private Bundle bundle;

  @BeforeEach
  void find(@InjectBundleContext BundleContext context) {
    this.context = context;
    bundle =
        Stream.of(context.getBundles())
            .filter(each -> "io.ghostbridge.dnssec".equals(each.getSymbolicName()))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void aStoppedSignerLeavesNoThreadNoSocketAndNoUsableKey() throws Exception {
    swap();
    List<Bytes> keys = signed();
    bundle.stop();
    Set<String> threads = Remains.threads();
    Set<String> sockets = Remains.sockets();
    for (int i = 0; i < SWAPS; i++) {
      bundle.start();
      assertThat(signed()).as("the zone's keys").isEqualTo(keys);
      SignedZone held = held();
      bundle.stop();
      assertThat(context.getServiceReference(ZoneSigner.class)).isNull();
      RecordSet unsigned = addresses(i + 1);
      assertThatThrownBy(() -> held.sign(unsigned)).isInstanceOf(IllegalStateException.class);
    }
    assertThat(Remains.threadsSince(threads)).isEmpty();
    assertThat(Remains.socketsSince(sockets)).isEmpty();
    bundle.start();
  }

  @Test
  void anUpdatedSignerLeavesNoClassLoader() throws Exception {
    WeakReference<ClassLoader> former = swap();
    assertThat(Remains.isCollected(former)).as("the former class loader is collected").isTrue();
    signed();
  }

  private WeakReference<ClassLoader> swap() throws Exception {
    signed();
    WeakReference<ClassLoader> former = Remains.classLoader(bundle);
    bundle.update();
    Remains.refresh(context, bundle);
    signed();
    return former;
  }

  private SignedZone held() throws InterruptedException {
    assertThat(Remains.become(() -> context.getServiceReference(ZoneSigner.class) != null))
        .as("a signer comes")
        .isTrue();
    ServiceReference<ZoneSigner> reference = context.getServiceReference(ZoneSigner.class);
    try {
      return Objects.requireNonNull(context.getService(reference).zone("ghost"));
    } finally {
      context.ungetService(reference);
    }
  }

  /** Signs something, and returns the zone's keys. */
  private List<Bytes> signed() throws InterruptedException {
    SignedZone zone = held();
    assertThat(zone.sign(addresses(0)).data()).hasSize(1);
    assertThat(zone.keyRecords(TYPE_DNSKEY)).isNotEmpty();
    return zone.keyRecords(TYPE_DNSKEY);
  }

  private static RecordSet addresses(int last) {
    return new RecordSet(
        OWNER, TYPE_A, 60, List.of(Bytes.wrap(new byte[] {(byte) 192, 0, 2, (byte) last})));
  }
}
