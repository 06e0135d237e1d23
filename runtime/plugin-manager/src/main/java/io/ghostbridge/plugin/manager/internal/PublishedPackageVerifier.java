package io.ghostbridge.plugin.manager.internal;

import io.ghostbridge.api.plugin.PluginException;
import io.ghostbridge.api.plugin.PluginIdentity;
import io.ghostbridge.plugin.manager.internal.plan.PackageVerifier;
import io.ghostbridge.plugin.manager.internal.plan.VerifiedPackage;
import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.PluginPackage;
import io.ghostbridge.plugin.verify.PluginVerifier;
import io.ghostbridge.plugin.verify.Publisher;
import java.nio.file.Path;

/** Asks the verifier of signatures and manifests. */
final class PublishedPackageVerifier implements PackageVerifier {
  private final PluginVerifier verifier;

  PublishedPackageVerifier(PluginVerifier verifier) {
    this.verifier = verifier;
  }

  @Override
  public VerifiedPackage verify(Path jar, String fileName) throws PluginException {
    try {
      PluginPackage verified = verifier.verify(jar, fileName);
      return new VerifiedPackage(
          new PluginIdentity(
              verified.symbolicName(),
              verified.version().toString(),
              verified.sha256(),
              verified.publisher().map(Publisher::name).orElse("")),
          verified.publisher().map(Publisher::voucherKeySha256).orElse(""),
          verified.capabilities(),
          verified.headers());
    } catch (PackageRefusedException e) {
      throw new PluginException(e.reason().name(), fileName + ": " + e.getMessage(), e);
    }
  }
}
