package io.ghostbridge.crypto.ecdsa.p384.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.crypto.DerSignatures;
import io.ghostbridge.crypto.NativeProvider;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The same with signatures in DER. */
@Component(
    service = SignatureScheme.class,
    property = CryptoAlgorithm.ALGORITHM + "=" + EcdsaP384.NAME + "-der")
public final class EcdsaP384Der extends DerSignatures {
  /** Takes the fastest that is there. */
  @Activate
  public EcdsaP384Der(
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
    super(new EcdsaP384(awsLc, boringSsl));
  }
}
