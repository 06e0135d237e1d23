package io.ghostbridge.crypto.ecdsa.p384.internal;

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

/** ECDSA with SHA-384 on P-384. */
@Component(
    service = SignatureScheme.class,
    property = CryptoAlgorithm.ALGORITHM + "=" + EcdsaP384.NAME)
public final class EcdsaP384 extends NistEcdsa {
  static final String NAME = "ecdsa-p384-sha384";

  /** Takes the fastest that is there. */
  @Activate
  public EcdsaP384(
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
