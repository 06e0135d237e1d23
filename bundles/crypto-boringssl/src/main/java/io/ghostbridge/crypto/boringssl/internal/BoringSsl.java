package io.ghostbridge.crypto.boringssl.internal;

import io.ghostbridge.crypto.LazyProvider;
import io.ghostbridge.crypto.NativeProvider;
import java.security.GeneralSecurityException;
import java.security.Provider;
import org.conscrypt.Conscrypt;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * BoringSSL through Conscrypt, whose native library lies inside this bundle for Linux, macOS and
 * Windows. It starts no thread; the library stays mapped on Linux, for the threads that called it
 * and have not ended yet.
 */
@Component(
    service = NativeProvider.class,
    property = NativeProvider.LIBRARY + "=" + NativeProvider.BORINGSSL)
public final class BoringSsl extends LazyProvider {
  /** Loads nothing yet. */
  @Activate
  public BoringSsl() {
    super(NativeProvider.BORINGSSL, "conscrypt_openjdk_jni");
  }

  @Override
  protected Provider load() throws GeneralSecurityException {
    Conscrypt.checkAvailability();
    return Conscrypt.newProviderBuilder()
        .setName("GhostBridge-BoringSSL")
        .provideTrustManager(false)
        .build();
  }
}
