package io.ghostbridge.transport.dns.internal;

import io.ghostbridge.api.dns.DnsResponder;
import io.ghostbridge.api.dns.DnsTransportStatistics;
import io.ghostbridge.api.runtime.Endpoint;
import io.ghostbridge.tls.ServerTls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DNS over UDP and TCP, and encrypted where that is on, answered by whichever {@link DnsResponder}
 * there is.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = DnsTransport.PID)
@Designate(ocd = DnsTransportConfig.class)
public final class DnsTransport {
  static final String PID = "io.ghostbridge.transport.dns";

  private static final Logger log = LoggerFactory.getLogger(DnsTransport.class);

  private final AtomicReference<@Nullable DnsResponder> responder = new AtomicReference<>();
  private final DnsServer server;
  private final List<ServiceRegistration<?>> services = new ArrayList<>();

  /** Binds the sockets; returns when they listen. */
  @Activate
  public DnsTransport(BundleContext context, @Reference ServerTls tls, DnsTransportConfig config)
      throws IOException {
    server =
        new DnsServer(DnsServerSettings.of(config, configDirectory(context)), responder::get, tls);
    log.info(
        "event=dns_listening addresses={} port={} tls={} https={} http3={} quic={} sockets={}",
        config.addresses(),
        server.port(),
        config.tls(),
        config.https(),
        config.http3(),
        config.quic(),
        server.socketKind());
    // Registered here and not declared: whoever looks for statistics would otherwise be the one to
    // construct this, and to hear why it cannot be.
    services.add(context.registerService(DnsTransportStatistics.class, server, null));
    for (Endpoint endpoint : server.endpoints()) {
      services.add(
          context.registerService(
              Endpoint.class, endpoint, FrameworkUtil.asDictionary(endpoint.serviceProperties())));
    }
  }

  private static Path configDirectory(BundleContext context) {
    return Path.of(Objects.requireNonNullElse(context.getProperty("ghost.config.directory"), ""))
        .toAbsolutePath();
  }

  /** Asks {@code added} from now on. While there is no responder, every answer is SERVFAIL. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setResponder(DnsResponder added) {
    responder.set(added);
  }

  /** Asks {@code removed} no longer. */
  public void unsetResponder(DnsResponder removed) {
    responder.compareAndSet(removed, null);
  }

  /** Closes the sockets when the questions in flight are answered. */
  @Deactivate
  public void close() {
    services.forEach(ServiceRegistration::unregister);
    server.close();
    log.info("event=dns_stopped");
  }
}
