package io.ghostbridge.crypto.aes256gcmsiv.internal;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.crypto.AeadService;
import io.ghostbridge.crypto.BouncyCastleAead;
import io.ghostbridge.crypto.JcaAead;
import io.ghostbridge.crypto.NativeProvider;
import io.ghostbridge.crypto.Providers;
import java.security.Provider;
import javax.crypto.spec.GCMParameterSpec;
import org.bouncycastle.crypto.modes.GCMSIVBlockCipher;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** AES-256-GCM-SIV (RFC 8452): a nonce used twice shows equal messages as equal, no more. */
@Component(service = Aead.class, property = CryptoAlgorithm.ALGORITHM + "=" + Aes256GcmSiv.NAME)
public final class Aes256GcmSiv extends AeadService {
  static final String NAME = "aes-256-gcm-siv";

  private static final int TAG_BITS = 128;

  /** 2^36 bytes (RFC 8452, section 6); 2^48 random nonces (section 9). */
  private static final JcaAead.Shape SHAPE = new JcaAead.Shape(NAME, 12, 1L << 36, 1L << 48);

  /** Takes the fastest that is there. */
  @Activate
  public Aes256GcmSiv(
      @Reference(
              target = "(" + NativeProvider.LIBRARY + "=" + NativeProvider.BORINGSSL + ")",
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable NativeProvider boringSsl) {
    super(
        Providers.firstOf(boringSsl)
            .map(Aes256GcmSiv::on)
            .orElseGet(() -> new BouncyCastleAead(SHAPE, GCMSIVBlockCipher::new)));
  }

  private static Aead on(Provider provider) {
    return new JcaAead(
        SHAPE,
        new JcaAead.Jca(
            provider,
            "AES_256/GCM-SIV/NoPadding",
            "AES",
            nonce -> new GCMParameterSpec(TAG_BITS, nonce)));
  }
}
