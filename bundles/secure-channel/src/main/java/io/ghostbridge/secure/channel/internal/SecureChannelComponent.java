package io.ghostbridge.secure.channel.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.rpc.RpcProperties;
import io.ghostbridge.secure.channel.internal.call.SecureInterceptor;
import io.ghostbridge.secure.channel.internal.call.SessionService;
import io.ghostbridge.secure.channel.internal.protocol.Primitives;
import io.ghostbridge.secure.channel.internal.session.SessionLimits;
import io.ghostbridge.secure.channel.internal.session.Sessions;
import io.ghostbridge.secure.channel.internal.session.SystemClock;
import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers interceptor and service itself, so that calls are done before the keys are wiped. Stops
 * synchronously: afterwards there is no session, no key and no thread.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = "io.ghostbridge.secure.channel")
@Designate(ocd = SecureChannelConfig.class)
public final class SecureChannelComponent {
  private static final Logger LOG = LoggerFactory.getLogger(SecureChannelComponent.class);

  /** Before the dispatcher's guard, which looks at what this did. */
  static final int RANKING = 1000;

  private static final long SWEEP_MILLIS = 1000;

  private final Sessions sessions;
  private final ServiceRegistration<BindableService> service;
  private final ServiceRegistration<ServerInterceptor> interceptor;
  private final ScheduledExecutorService sweeper;

  /** Begins to serve. */
  @Activate
  public SecureChannelComponent(
      BundleContext context,
      SecureChannelConfig config,
      @Reference CryptoAlgorithms algorithms,
      @Reference(target = "(" + SigningKey.ROLE + "=" + SigningKey.ROLE_NODE + ")")
          SigningKey nodeKey) {
    sessions =
        new Sessions(
            new Primitives(algorithms),
            nodeKey,
            limits(config),
            new SystemClock(),
            config.serverKeyLifetimeMillis(),
            config.maxConcurrentHandshakes());
    sweeper =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("secure-channel-sweeper").factory());
    var _ =
        sweeper.scheduleWithFixedDelay(
            this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    interceptor =
        context.registerService(
            ServerInterceptor.class,
            new SecureInterceptor(sessions),
            FrameworkUtil.asDictionary(
                Map.of(Constants.SERVICE_RANKING, RANKING, RpcProperties.RAW_MESSAGES, true)));
    service =
        context.registerService(
            BindableService.class,
            new SessionService(sessions),
            FrameworkUtil.asDictionary(Map.of()));
  }

  private static SessionLimits limits(SecureChannelConfig config) {
    return new SessionLimits(
        config.timeWindowMillis(),
        config.rotateAfterMillis(),
        config.rotateAfterMessages(),
        config.rotateAfterBytes(),
        config.sessionLifetimeMillis(),
        config.sessionIdleTimeoutMillis(),
        config.probationMillis(),
        config.maxSessions(),
        config.maxSessionsPerClient(),
        config.maxSessionsOnProbation(),
        config.replayWindowBits());
  }

  private void sweep() {
    try {
      sessions.sweep();
    } catch (RuntimeException e) {
      // Otherwise it would be the last one.
      LOG.warn("event=sweep_failed", e);
    }
  }

  /** Lets calls finish, as the dispatcher does, then wipes everything. */
  @Deactivate
  void deactivate() throws InterruptedException {
    service.unregister();
    interceptor.unregister();
    sweeper.shutdownNow();
    if (!sweeper.awaitTermination(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the secure channel's sweeper does not end");
    }
    sessions.close();
  }
}
