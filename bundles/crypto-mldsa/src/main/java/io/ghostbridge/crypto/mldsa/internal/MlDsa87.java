package io.ghostbridge.crypto.mldsa.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.crypto.NativeProvider;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** ML-DSA-87. */
@Component(service = SignatureScheme.class, property = CryptoAlgorithm.ALGORITHM + "=ml-dsa-87")
public final class MlDsa87 extends MlDsa {
  /** Takes the fastest that is there. */
  @Activate
  public MlDsa87(
      @Reference(
              target = "(" + NativeProvider.LIBRARY + "=" + NativeProvider.BORINGSSL + ")",
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable NativeProvider boringSsl) {
    super(ParameterSet.ML_DSA_87, boringSsl);
  }
}
