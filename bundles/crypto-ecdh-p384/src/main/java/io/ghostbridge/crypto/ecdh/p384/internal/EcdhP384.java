package io.ghostbridge.crypto.ecdh.p384.internal;

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

/** Diffie-Hellman on P-384. */
@Component(service = KeyAgreement.class, property = CryptoAlgorithm.ALGORITHM + "=ecdh-p384")
public final class EcdhP384 extends NistEcdh {
  /** Takes the fastest that is there. */
  @Activate
  public EcdhP384(
      @Reference(
              target = "(" + NativeProvider.LIBRARY + "=" + NativeProvider.AWS_LC + ")",
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable NativeProvider awsLc,
      @Reference(
              target = "(" + NativeProvider.LIBRARY + "=" + NativeProvider.BORINGSSL + ")",
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable NativeProvider boringSsl) {
    super(NistCurve.p384(), Providers.firstOf(awsLc, boringSsl).orElse(null));
  }
}
