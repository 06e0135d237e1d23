package io.ghostbridge.crypto.ecdsa.secp256k1.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.crypto.DerSignatures;
import io.ghostbridge.crypto.NativeProvider;
import io.ghostbridge.crypto.Secp256k1;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The same with signatures in DER. */
@Component(
    service = SignatureScheme.class,
    property = CryptoAlgorithm.ALGORITHM + "=" + EcdsaSecp256k1.NAME + "-der")
public final class EcdsaSecp256k1Der extends DerSignatures {
  /** Takes the fastest that is there. */
  @Activate
  public EcdsaSecp256k1Der(
      @Reference(
              target = "(" + NativeProvider.LIBRARY + "=" + Secp256k1.LIBRARY + ")",
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable Secp256k1 library) {
    super(new EcdsaSecp256k1(library));
  }
}
