package io.ghostbridge.crypto.ecdh.p256.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.KeyAgreement;
import io.ghostbridge.crypto.NativeProvider;
import io.ghostbridge.crypto.NistCurve;
import io.ghostbridge.crypto.NistEcdh;
import io.ghostbridge.crypto.Providers;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Diffie-Hellman on P-256. */
@Component(service = KeyAgreement.class, property = CryptoAlgorithm.ALGORITHM + "=ecdh-p256")
public final class EcdhP256 extends NistEcdh {
  /** Takes the fastest that is there. */
  @Activate
  public EcdhP256(
      @Reference(
              target = "(" + NativeProvider.LIBRARY + "=" + NativeProvider.BORINGSSL + ")",
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable NativeProvider boringSsl) {
    super(NistCurve.p256(), Providers.firstOf(boringSsl).orElse(null));
  }
}
