package io.ghostbridge.crypto.bip32.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.DerivedKey;
import io.ghostbridge.api.crypto.DerivedPublicKey;
import io.ghostbridge.api.crypto.DeterministicKeyDerivation;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.crypto.Curves;
import io.ghostbridge.crypto.HmacSha512;
import io.ghostbridge.crypto.Lengths;
import io.ghostbridge.crypto.NativeProvider;
import io.ghostbridge.crypto.Secp256k1;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** BIP-32 for Bitcoin's main network ({@code xprv}, {@code xpub}). */
@Component(
    service = DeterministicKeyDerivation.class,
    property = CryptoAlgorithm.ALGORITHM + "=" + Bip32.NAME)
public final class Bip32 implements DeterministicKeyDerivation {
  static final String NAME = "bip32";

  private static final byte[] MASTER = "Bitcoin seed".getBytes(US_ASCII);

  private final Secp256k1 curve;

  /** Takes the fastest that is there. */
  @Activate
  public Bip32(
      @Reference(
              target = "(" + NativeProvider.LIBRARY + "=" + Secp256k1.LIBRARY + ")",
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable Secp256k1 library) {
    curve = Curves.orPure(library);
  }

  @Override
  public String algorithm() {
    return NAME;
  }

  @Override
  public DerivedKey master(SecretBytes seed) {
    Lengths.require("a seed", seed.size(), 16, 64);
    byte[] output = seed.<byte[]>map(bytes -> HmacSha512.of(MASTER, bytes));
    try {
      byte[] key = HmacSha512.left(output);
      if (!curve.isPrivateKey(key)) {
        throw new IllegalArgumentException("this seed gives no valid key: take another one");
      }
      return new PrivateNode(curve, key, HmacSha512.right(output), Place.ROOT);
    } finally {
      Arrays.fill(output, (byte) 0);
    }
  }

  @Override
  public DerivedKey parse(SecretBytes extendedKey) {
    byte[] payload = extendedKey.<byte[]>map(Base58Check::decode);
    try {
      return PrivateNode.parse(curve, payload);
    } finally {
      Arrays.fill(payload, (byte) 0);
    }
  }

  @Override
  public DerivedPublicKey parsePublic(String extendedKey) {
    return PublicNode.parse(curve, Base58Check.decode(extendedKey.getBytes(US_ASCII)));
  }
}
