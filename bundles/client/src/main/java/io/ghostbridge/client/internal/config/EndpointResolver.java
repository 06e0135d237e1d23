package io.ghostbridge.client.internal.config;

import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.StatusOr;
import io.grpc.SynchronizationContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a fixed list of endpoints: a group for each endpoint, with all addresses of its
 * host. Asked again whenever a connection is lost, one look-up at a time. Its methods are called in
 * the channel's synchronisation context; look-ups run on the channel's threads for what blocks.
 */
final class EndpointResolver extends NameResolver {
  private final List<Endpoint> endpoints;
  private final SynchronizationContext context;
  private final Executor blocking;

  private @Nullable Listener2 listener;
  private boolean resolving;
  private boolean shutdown;

  EndpointResolver(List<Endpoint> endpoints, Args args) {
    this.endpoints = endpoints;
    this.context = args.getSynchronizationContext();
    Executor offload = args.getOffloadExecutor();
    this.blocking = offload == null ? Runnable::run : offload;
  }

  @Override
  public String getServiceAuthority() {
    return endpoints.getFirst().toString();
  }

  @Override
  public void start(Listener2 given) {
    listener = given;
    refresh();
  }

  @Override
  public void refresh() {
    Listener2 target = listener;
    if (resolving || shutdown || target == null) {
      return;
    }
    resolving = true;
    blocking.execute(
        () -> {
          StatusOr<List<EquivalentAddressGroup>> found = resolve();
          context.execute(
              () -> {
                resolving = false;
                if (!shutdown) {
                  target.onResult(ResolutionResult.newBuilder().setAddressesOrError(found).build());
                }
              });
        });
  }

  @Override
  public void shutdown() {
    shutdown = true;
  }

  private StatusOr<List<EquivalentAddressGroup>> resolve() {
    List<EquivalentAddressGroup> groups = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      try {
        List<SocketAddress> addresses = new ArrayList<>();
        for (InetAddress address : InetAddress.getAllByName(endpoint.host())) {
          addresses.add(new InetSocketAddress(address, endpoint.port()));
        }
        groups.add(new EquivalentAddressGroup(addresses, attributes(endpoint)));
      } catch (UnknownHostException e) {
        unknown.add(endpoint.host());
      }
    }
    if (groups.isEmpty()) {
      return StatusOr.fromStatus(
          Status.UNAVAILABLE.withDescription(
              "no address is known for "
                  + String.join(", ", unknown)
                  + "; check the names and the resolver of this machine"));
    }
    return StatusOr.fromValue(groups);
  }

  private static Attributes attributes(Endpoint endpoint) {
    return Attributes.newBuilder()
        .set(EndpointAttributes.ENDPOINT, endpoint.toString())
        .set(EquivalentAddressGroup.ATTR_AUTHORITY_OVERRIDE, endpoint.toString())
        .build();
  }
}
