package io.ghostbridge.client.internal.route;

import io.ghostbridge.client.internal.config.Endpoint;
import io.ghostbridge.client.internal.http3.Http3Connection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Makes the HTTP/3 connections to one endpoint: to its host's next address after each failure. Safe
 * for use by any thread.
 */
final class EndpointDialer {
  private final Endpoint endpoint;
  private final String name;
  private final RouteSettings settings;
  private final AtomicInteger failures = new AtomicInteger();

  EndpointDialer(Endpoint endpoint, RouteSettings settings) {
    this.endpoint = endpoint;
    this.name = endpoint.toString();
    this.settings = settings;
  }

  /**
   * Looks the host up, which may block, and begins a handshake.
   *
   * @param startsEarly told of a connection that sends early data, on its event loop
   * @return completed with the connection when its handshake is complete
   */
  CompletableFuture<Http3Connection> dial(Consumer<Http3Connection> startsEarly) {
    return begin(startsEarly)
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                failures.incrementAndGet();
              }
            });
  }

  private CompletableFuture<Http3Connection> begin(Consumer<Http3Connection> startsEarly) {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(endpoint.host());
    } catch (UnknownHostException e) {
      return CompletableFuture.failedFuture(e);
    }
    InetAddress address = addresses[Math.floorMod(failures.get(), addresses.length)];
    int port = settings.policy().port() == 0 ? endpoint.port() : settings.policy().port();
    return settings
        .dialer()
        .dial(new InetSocketAddress(address, port), endpoint.host(), name, startsEarly);
  }
}
