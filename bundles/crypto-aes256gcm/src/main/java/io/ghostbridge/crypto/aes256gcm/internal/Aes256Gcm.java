package io.ghostbridge.crypto.aes256gcm.internal;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.crypto.AeadService;
import io.ghostbridge.crypto.JcaAead;
import io.ghostbridge.crypto.NativeProvider;
import io.ghostbridge.crypto.Providers;
import java.security.Provider;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** AES-256-GCM (NIST SP 800-38D) with nonces of 12 bytes and tags of 16. */
@Component(service = Aead.class, property = CryptoAlgorithm.ALGORITHM + "=" + Aes256Gcm.NAME)
public final class Aes256Gcm extends AeadService {
  static final String NAME = "aes-256-gcm";

  /** 2^39 - 256 bits (NIST SP 800-38D, section 5.2.1.1). */
  private static final long MAX_PLAINTEXT = (1L << 36) - 32;

  private static final int TAG_BITS = 128;

  /** Takes the fastest that is there. */
  @Activate
  public Aes256Gcm(
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
    this(Providers.firstOf(awsLc, boringSsl).orElseGet(() -> Providers.jdk("SunJCE")));
  }

  Aes256Gcm(Provider provider) {
    super(
        new JcaAead(
            new JcaAead.Shape(NAME, 12, MAX_PLAINTEXT, 1L << 32),
            new JcaAead.Jca(
                provider,
                "AES/GCM/NoPadding",
                "AES",
                nonce -> new GCMParameterSpec(TAG_BITS, nonce))));
  }
}
