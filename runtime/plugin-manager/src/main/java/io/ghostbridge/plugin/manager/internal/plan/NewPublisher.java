package io.ghostbridge.plugin.manager.internal.plan;

import io.ghostbridge.api.plugin.PluginCapability;
import io.ghostbridge.api.plugin.PluginIdentity;
import io.ghostbridge.api.plugin.PluginPlan;
import io.ghostbridge.plugin.manager.internal.store.InstalledPlugin;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether an update comes from whom the installed version came from. That both are trusted is not
 * enough: whoever is trusted for one plugin could otherwise take over every other.
 */
public final class NewPublisher {
  private static final String NOBODY = "nobody (it is not signed)";

  private NewPublisher() {}

  /**
   * What the operator must agree to before {@code after} may take the place of {@code installed};
   * empty if both have one publisher: the same name, vouched for by the same key of the trust
   * directory.
   */
  static Optional<PluginCapability> of(InstalledPlugin installed, VerifiedPackage after) {
    String publisher = after.identity().publisher();
    boolean sameVoucher =
        installed.voucher().isEmpty() || installed.voucher().equals(after.voucher());
    if (publisher.equals(installed.identity().publisher()) && sameVoucher) {
      return Optional.empty();
    }
    return Optional.of(
        new PluginCapability(
            PluginPlan.PUBLISHER, new TreeMap<>(Map.of("name", printable(publisher)))));
  }

  /** Who is to take over from whom, without an end. */
  public static String text(PluginPlan plan) {
    String before = plan.before().map(NewPublisher::publisher).orElse(NOBODY);
    String after = plan.after().map(NewPublisher::publisher).orElse(NOBODY);
    return before.equals(after)
        ? plan.name()
            + " comes from a publisher of the same name, "
            + after
            + ", for whom another key in the trust directory vouches than for the installed version"
        : plan.name() + " was published by " + before + ", and this jar by " + after;
  }

  private static String publisher(PluginIdentity identity) {
    return identity.isSigned() ? printable(identity.publisher()) : NOBODY;
  }

  /** Names in certificates may hold anything. */
  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }
}
