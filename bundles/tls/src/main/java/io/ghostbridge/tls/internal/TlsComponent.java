package io.ghostbridge.tls.internal;

import io.ghostbridge.tls.ConfiguredTls;
import io.ghostbridge.tls.ContextFactory;
import io.ghostbridge.tls.OperatorSubjects;
import io.ghostbridge.tls.ReloadingCertificates;
import io.ghostbridge.tls.ServerTls;
import java.io.IOException;
import java.nio.file.Path;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** The shared certificates as a component; files are read when a listener asks for them. */
@Component(service = ServerTls.class, immediate = true, configurationPid = TlsComponent.PID)
@Designate(ocd = TlsConfig.class)
public final class TlsComponent implements ServerTls {
  static final String PID = "io.ghostbridge.tls";

  private final ConfiguredTls configured;

  @Activate
  public TlsComponent(BundleContext bundle, TlsConfig config) throws IOException {
    configured =
        new ConfiguredTls(
            new ConfiguredTls.Settings(
                config.certificateFile(),
                config.keyFile(),
                config.clientCertificate(),
                config.clientCaFile(),
                config.operatorSubjects(),
                PID + ".cfg"),
            directory(bundle, "ghost.data.directory"),
            directory(bundle, "ghost.config.directory"));
  }

  private static Path directory(BundleContext bundle, String property) {
    String value = bundle.getProperty(property);
    return Path.of(value == null ? "" : value).toAbsolutePath();
  }

  @Override
  public <C> ReloadingCertificates<C> certificates(ContextFactory<C> factory) throws IOException {
    return configured.certificates(factory);
  }

  @Override
  public OperatorSubjects operators() {
    return configured.operators();
  }
}
