package io.ghostbridge.crypto.awslc.internal;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.ghostbridge.crypto.LazyProvider;
import io.ghostbridge.crypto.NativeProvider;
import java.security.GeneralSecurityException;
import java.security.Provider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * AWS-LC through the Amazon Corretto Crypto Provider, whose native library lies inside this bundle.
 */
@Component(
    service = NativeProvider.class,
    property = NativeProvider.LIBRARY + "=" + NativeProvider.AWS_LC)
public final class AwsLc extends LazyProvider {
  /** The provider's own switch for a key factory whose keys stay in native memory. */
  private static final String KEY_FACTORY_SWITCH =
      "com.amazon.corretto.crypto.provider.registerEdKeyFactory";

  /** Loads nothing yet. */
  @Activate
  public AwsLc() {
    super(NativeProvider.AWS_LC, "amazonCorrettoCryptoProvider");
  }

  @Override
  protected Provider load() throws GeneralSecurityException {
    AmazonCorrettoCryptoProvider accp = newProvider();
    Throwable failure = accp.getLoadingError();
    if (failure != null) {
      AccpCleanup.run();
      throw new GeneralSecurityException("the native library does not load: " + failure, failure);
    }
    return accp;
  }

  private static synchronized AmazonCorrettoCryptoProvider newProvider() {
    String before = System.getProperty(KEY_FACTORY_SWITCH);
    System.setProperty(KEY_FACTORY_SWITCH, "true");
    try {
      return new AmazonCorrettoCryptoProvider();
    } finally {
      if (before == null) {
        System.clearProperty(KEY_FACTORY_SWITCH);
      } else {
        System.setProperty(KEY_FACTORY_SWITCH, before);
      }
    }
  }

  /**
   * Ends the provider's thread and frees all native keys. The library itself stays mapped, for the
   * threads that called it and have not ended yet.
   */
  @Deactivate
  public void close() {
    if (isLoaded()) {
      AccpCleanup.run();
    }
  }
}
