package io.ghostbridge.crypto.ecdsa.p256.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.crypto.NativeProvider;
import io.ghostbridge.crypto.NistCurve;
import io.ghostbridge.crypto.NistEcdsa;
import io.ghostbridge.crypto.Providers;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** ECDSA with SHA-256 on P-256. */
@Component(
    service = SignatureScheme.class,
    property = CryptoAlgorithm.ALGORITHM + "=" + EcdsaP256.NAME)
public final class EcdsaP256 extends NistEcdsa {
  static final String NAME = "ecdsa-p256-sha256";

  /** Takes the fastest that is there. */
  @Activate
  public EcdsaP256(
      @Reference(
              target = "(" + NativeProvider.LIBRARY + "=" + NativeProvider.BORINGSSL + ")",
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable NativeProvider boringSsl) {
    super(NistCurve.p256(), Providers.firstOf(boringSsl).orElse(null));
  }
}
