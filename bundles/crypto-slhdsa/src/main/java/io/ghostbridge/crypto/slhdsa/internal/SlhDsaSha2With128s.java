package io.ghostbridge.crypto.slhdsa.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.crypto.JcaSignatures;
import io.ghostbridge.crypto.NativeProvider;
import io.ghostbridge.crypto.Providers;
import org.bouncycastle.crypto.params.SLHDSAParameters;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** SLH-DSA-SHA2-128s: small signatures that take a quarter of a second to make. */
@Component(
    service = SignatureScheme.class,
    property = CryptoAlgorithm.ALGORITHM + "=" + SlhDsaSha2With128s.NAME)
public final class SlhDsaSha2With128s extends SlhDsa {
  static final String NAME = "slh-dsa-sha2-128s";

  /** Takes the fastest that is there; heads of keys are those of RFC 9909, sections 4 and 6. */
  @Activate
  public SlhDsaSha2With128s(
      @Reference(
              target = "(" + NativeProvider.LIBRARY + "=" + NativeProvider.BORINGSSL + ")",
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable NativeProvider boringSsl) {
    super(
        NAME,
        SLHDSAParameters.sha2_128s,
        7856,
        Providers.firstOf(boringSsl)
            .map(
                provider ->
                    new JcaSignatures(
                        provider,
                        "SLH-DSA-SHA2-128S",
                        "SLH-DSA-SHA2-128S",
                        "3030300b0609608648016503040314032100",
                        "3052020100300b06096086480165030403140440"))
            .orElse(null));
  }
}
