package io.ghostbridge.crypto.chacha20poly1305.internal;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.crypto.AeadService;
import io.ghostbridge.crypto.JcaAead;
import io.ghostbridge.crypto.NativeProvider;
import io.ghostbridge.crypto.Providers;
import java.security.Provider;
import javax.crypto.spec.IvParameterSpec;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** ChaCha20-Poly1305 (RFC 8439, section 2.8). */
@Component(service = Aead.class, property = CryptoAlgorithm.ALGORITHM + "=" + ChaCha20Poly1305.NAME)
public final class ChaCha20Poly1305 extends AeadService {
  static final String NAME = "chacha20-poly1305";

  /** 2^32 - 1 blocks of 64 bytes (RFC 8439, section 2.8). */
  private static final long MAX_PLAINTEXT = ((1L << 32) - 1) * 64;

  /**
   * From how many bytes on the JDK's is faster than BoringSSL's if {@link Processor#isWide}, which
   * costs less to start a message; measured for both directions, with and without associated data.
   */
  private static final int LONG = 2048;

  /** Takes the fastest that is there. */
  @Activate
  public ChaCha20Poly1305(
      @Reference(
              target = "(" + NativeProvider.LIBRARY + "=" + NativeProvider.BORINGSSL + ")",
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable NativeProvider boringSsl) {
    this(boringSsl, Processor.isWide());
  }

  /** As if the processor were wide or not. */
  ChaCha20Poly1305(@Nullable NativeProvider boringSsl, boolean wide) {
    super(
        Providers.firstOf(boringSsl)
            .map(provider -> on(provider, "ChaCha20/Poly1305/NoPadding"))
            .map(nativeOne -> wide ? new ByLength(nativeOne, onJdk(), LONG) : nativeOne)
            .orElseGet(ChaCha20Poly1305::onJdk));
  }

  private static Aead onJdk() {
    return on(Providers.jdk("SunJCE"), "ChaCha20-Poly1305");
  }

  private static Aead on(Provider provider, String transformation) {
    return new JcaAead(
        new JcaAead.Shape(NAME, 12, MAX_PLAINTEXT, 1L << 32),
        new JcaAead.Jca(provider, transformation, "ChaCha20", IvParameterSpec::new));
  }
}
