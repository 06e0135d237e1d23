package io.ghostbridge.plugin.operator.text;

import io.ghostbridge.proto.admin.v1.PluginIdentity;
import io.ghostbridge.proto.admin.v1.PluginOffer;
import java.util.List;
import java.util.Locale;

/** What names of the wire are called by people. */
final class Words {
  private Words() {}

  /** {@code PLUGIN_STATE_ACTIVE} is {@code active}. */
  static String of(Enum<?> value, String prefix) {
    String name = value.name();
    return name.substring(name.startsWith(prefix) ? prefix.length() : 0)
        .toLowerCase(Locale.ROOT)
        .replace('_', ' ');
  }

  static String of(PluginOffer offer) {
    return of(offer.getKind(), "PLUGIN_OFFER_KIND_") + " " + offer.getName();
  }

  static List<String> ofOffers(List<PluginOffer> offers) {
    return offers.stream().map(Words::of).toList();
  }

  static String of(PluginIdentity identity) {
    return identity.getName() + " " + identity.getVersion();
  }

  static String publisher(PluginIdentity identity) {
    return identity.getPublisher().isEmpty() ? "none: not signed" : identity.getPublisher();
  }

  /** A duration with three digits or so: {@code 940 µs}, {@code 12 ms}, {@code 1.52 s}. */
  static String micros(long micros) {
    if (micros < 1000) {
      return micros + " µs";
    }
    if (micros < 10_000) {
      return String.format(Locale.ROOT, "%.1f ms", micros / 1e3);
    }
    if (micros < 1_000_000) {
      return Math.round(micros / 1e3) + " ms";
    }
    return String.format(Locale.ROOT, "%.2f s", micros / 1e6);
  }
}
