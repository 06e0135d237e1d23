package io.ghostbridge.client.internal.config;

import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.StatusOr;
import io.grpc.SynchronizationContext;
import io.grpc.SynchronizationContext.ScheduledHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a fixed list of endpoints: a group for each endpoint, with all addresses of its
 * host. Asked again whenever a connection is lost, and after a pause while the host of an endpoint
 * is unknown; one look-up at a time. An endpoint keeps its group as long as the host has the same
 * addresses, in whatever order, or none can be found. Its methods are called in the channel's
 * synchronisation context; look-ups run on the channel's threads for what blocks.
 */
final class EndpointResolver extends NameResolver {
  /** Finds the addresses of a host. */
  interface Hosts {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  private final List<Endpoint> endpoints;
  private final Hosts hosts;
  private final SynchronizationContext context;
  private final Executor blocking;
  private final ScheduledExecutorService timer;

  /** Of the look-up, of which there is one at a time. */
  private final Map<Endpoint, EquivalentAddressGroup> known = new HashMap<>();

  private @Nullable Listener2 listener;
  private @Nullable ScheduledHandle again;
  private long pauseMillis = FIRST_PAUSE_MILLIS;
  private boolean resolving;
  private boolean shutdown;

  EndpointResolver(List<Endpoint> endpoints, Args args, Hosts hosts) {
    this.endpoints = endpoints;
    this.hosts = hosts;
    this.timer = args.getScheduledExecutorService();
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
          List<String> unknown = lookUp();
          StatusOr<List<EquivalentAddressGroup>> found = groups(unknown);
          context.execute(() -> resolved(target, found, !unknown.isEmpty()));
        });
  }

  private void resolved(
      Listener2 target, StatusOr<List<EquivalentAddressGroup>> found, boolean incomplete) {
    resolving = false;
    if (shutdown) {
      return;
    }
    target.onResult(ResolutionResult.newBuilder().setAddressesOrError(found).build());
    if (!incomplete) {
      pauseMillis = FIRST_PAUSE_MILLIS;
    } else if (again == null || !again.isPending()) {
      again = context.schedule(this::refresh, pauseMillis, TimeUnit.MILLISECONDS, timer);
      pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
    }
  }

  @Override
  public void shutdown() {
    shutdown = true;
    if (again != null) {
      again.cancel();
    }
  }

  /** The hosts that are unknown. */
  private List<String> lookUp() {
    List<String> unknown = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      try {
        List<SocketAddress> addresses = new ArrayList<>();
        for (InetAddress address : hosts.addresses(endpoint.host())) {
          addresses.add(new InetSocketAddress(address, endpoint.port()));
        }
        EquivalentAddressGroup before = known.get(endpoint);
        if (before == null || !Set.copyOf(before.getAddresses()).equals(Set.copyOf(addresses))) {
          known.put(endpoint, new EquivalentAddressGroup(addresses, attributes(endpoint)));
        }
      } catch (UnknownHostException e) {
        unknown.add(endpoint.host());
      }
    }
    return unknown;
  }

  private StatusOr<List<EquivalentAddressGroup>> groups(List<String> unknown) {
    List<EquivalentAddressGroup> groups =
        endpoints.stream().map(known::get).filter(Objects::nonNull).toList();
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
