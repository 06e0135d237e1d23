package io.ghostbridge.plugin.residue.internal.find;

import io.ghostbridge.plugin.residue.ResidueItem;
import io.ghostbridge.plugin.residue.ResidueKind;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a plugin can set for the whole JVM and forget to set back. */
record JvmSettings(Predicate<ClassLoader> loader) {
  List<ResidueItem> find() {
    List<ResidueItem> items = new ArrayList<>();
    check("handler of uncaught exceptions", Thread.getDefaultUncaughtExceptionHandler(), items);
    check("proxy selector", ProxySelector.getDefault(), items);
    check("cookie handler", CookieHandler.getDefault(), items);
    check("authenticator", Authenticator.getDefault(), items);
    for (Provider provider : Security.getProviders()) {
      check("security provider " + provider.getName(), provider, items);
    }
    return items;
  }

  private void check(String name, @Nullable Object value, List<ResidueItem> items) {
    if (value != null) {
      ClassLoader defining = value.getClass().getClassLoader();
      if (defining != null && loader.test(defining)) {
        items.add(
            new ResidueItem(
                ResidueKind.JVM_SETTING,
                name,
                "its class " + value.getClass().getName() + " is one of the plugin",
                List.of()));
      }
    }
  }
}
