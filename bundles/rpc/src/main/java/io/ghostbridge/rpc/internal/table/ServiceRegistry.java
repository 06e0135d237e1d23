package io.ghostbridge.rpc.internal.table;

import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.netty.util.AsciiString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Services and interceptors as they come and go; makes a {@link MethodTable} of them. A change
 * swaps the table first; who is withdrawn waits until the calls that use it are done. Changes are
 * serialised, but waiting is not: two services can drain at once.
 */
public final class ServiceRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceRegistry.class);

  private final Duration drainBound;
  private final Consumer<MethodTable> onChange;
  private final Map<Object, OfferedService> services = new LinkedHashMap<>();
  private final Map<Object, RankedInterceptor> interceptors = new HashMap<>();
  private final Set<String> everOffered = new HashSet<>();
  private final Map<String, MethodStatistics> statistics = new ConcurrentHashMap<>();
  private final List<StatisticsWatcher> watchers = new CopyOnWriteArrayList<>();
  private List<Generation> generations = new ArrayList<>();
  private volatile MethodTable table = MethodTable.EMPTY;

  /** The calls of a service through one list of interceptors. */
  private record Generation(Object service, Set<Object> interceptors, ServiceGate gate) {}

  private record OfferedService(ServerServiceDefinition definition, Set<String> nonBlocking) {}

  private record RankedInterceptor(
      Object key, ServerInterceptor interceptor, int ranking, boolean raw) {}

  /**
   * Makes an empty registry.
   *
   * @param drainBound how long a withdrawal waits for calls in flight before it ends them
   * @param onChange is told each new table, under the registry's lock
   */
  public ServiceRegistry(Duration drainBound, Consumer<MethodTable> onChange) {
    this.drainBound = drainBound;
    this.onChange = onChange;
  }

  /** The methods as they are now. */
  public MethodTable table() {
    return table;
  }

  /** Tells {@code watcher} what is counted, now and later; some of it perhaps twice. */
  public void watch(StatisticsWatcher watcher) {
    watchers.add(watcher);
    statistics.values().forEach(each -> each.tell(watcher));
  }

  /** Tells {@code watcher} no more. */
  public void unwatch(StatisticsWatcher watcher) {
    watchers.remove(watcher);
  }

  /**
   * Adds a service.
   *
   * @param key identifies the service when it is withdrawn
   * @param nonBlocking simple names of the methods that run on the event loop
   */
  public synchronized void add(
      Object key, ServerServiceDefinition definition, Set<String> nonBlocking) {
    String name = definition.getServiceDescriptor().getName();
    services.put(key, new OfferedService(definition, Set.copyOf(nonBlocking)));
    everOffered.add(name);
    rebuild();
    LOG.info("event=service_added service={}", name);
  }

  /** Removes a service and waits until no call uses it. */
  public void remove(Object key) {
    List<Generation> leaving;
    String name;
    synchronized (this) {
      OfferedService removed = services.remove(key);
      if (removed == null) {
        return;
      }
      name = removed.definition().getServiceDescriptor().getName();
      rebuild();
      leaving =
          generations.stream().filter(generation -> generation.service().equals(key)).toList();
    }
    LOG.info("event=service_withdrawn service={} drained={}", name, drain(leaving, name));
  }

  /**
   * Adds an interceptor in front of all services.
   *
   * @param ranking the highest comes first
   */
  public synchronized void add(Object key, ServerInterceptor interceptor, int ranking) {
    add(key, interceptor, ranking, false);
  }

  /**
   * Adds an interceptor in front of all services.
   *
   * @param ranking the highest comes first
   * @param raw whether it, and all that come before it, get messages as bytes
   */
  public synchronized void add(
      Object key, ServerInterceptor interceptor, int ranking, boolean raw) {
    interceptors.put(key, new RankedInterceptor(key, interceptor, ranking, raw));
    rebuild();
    LOG.info(
        "event=interceptor_added class={} ranking={}", interceptor.getClass().getName(), ranking);
  }

  /** Removes an interceptor and waits until no call runs through it. */
  public void removeInterceptor(Object key) {
    List<Generation> leaving;
    String name;
    synchronized (this) {
      RankedInterceptor removed = interceptors.remove(key);
      if (removed == null) {
        return;
      }
      name = removed.interceptor().getClass().getName();
      rebuild();
      leaving =
          generations.stream()
              .filter(generation -> generation.interceptors().contains(key))
              .toList();
    }
    LOG.info("event=interceptor_withdrawn class={} drained={}", name, drain(leaving, name));
  }

  private boolean drain(List<Generation> leaving, String name) {
    Status status =
        Status.UNAVAILABLE.withDescription(name + " is being replaced or removed; retry later");
    boolean drained = true;
    try {
      long end = System.nanoTime() + drainBound.toNanos();
      // All gates shut before any is waited for.
      leaving.forEach(generation -> generation.gate().shut());
      for (Generation generation : leaving) {
        Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        drained &= generation.gate().drain(left, status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      drained = false;
    }
    synchronized (this) {
      generations.removeAll(leaving);
    }
    return drained;
  }

  private void rebuild() {
    List<RankedInterceptor> chain =
        interceptors.values().stream()
            .sorted(Comparator.comparingInt(RankedInterceptor::ranking).reversed())
            .toList();
    Set<Object> chainKeys = new HashSet<>();
    chain.forEach(ranked -> chainKeys.add(ranked.key()));
    List<Generation> living = new ArrayList<>();
    for (Generation generation : generations) {
      if (generation.gate().inFlight() > 0) {
        living.add(generation);
      }
    }
    Map<AsciiString, MethodEntry<?, ?>> methods = new HashMap<>();
    Map<String, ServerServiceDefinition> offered = new TreeMap<>();
    services.forEach(
        (key, service) -> {
          String name = service.definition().getServiceDescriptor().getName();
          if (offered.putIfAbsent(name, service.definition()) != null) {
            LOG.warn(
                "event=service_hidden service={} reason=\"offered twice, the first one serves\"",
                name);
            return;
          }
          ServiceGate gate = new ServiceGate();
          living.add(new Generation(key, chainKeys, gate));
          service
              .definition()
              .getMethods()
              .forEach(method -> addMethod(methods, gate, method, service.nonBlocking(), chain));
        });
    // A gate of the old table that is empty now may still be entered until the swap below; it is
    // shut then.
    List<Generation> emptied = new ArrayList<>(generations);
    emptied.removeAll(living);
    Set<String> withdrawn = new HashSet<>(everOffered);
    withdrawn.removeAll(offered.keySet());
    table =
        new MethodTable(Map.copyOf(methods), List.copyOf(offered.values()), Set.copyOf(withdrawn));
    for (Generation generation : emptied) {
      generation.gate().shut();
      if (generation.gate().inFlight() > 0) {
        living.add(generation);
      }
    }
    generations = living;
    onChange.accept(table);
  }

  private <Q, A> void addMethod(
      Map<AsciiString, MethodEntry<?, ?>> methods,
      ServiceGate gate,
      ServerMethodDefinition<Q, A> method,
      Set<String> nonBlocking,
      List<RankedInterceptor> chain) {
    String fullName = method.getMethodDescriptor().getFullMethodName();
    String simpleName = fullName.substring(fullName.lastIndexOf('/') + 1);
    boolean inline = nonBlocking.contains(simpleName);
    MethodStatistics counted = statisticsOf(fullName);
    int raw = chain.size();
    while (raw > 0 && !chain.get(raw - 1).raw()) {
      raw--;
    }
    ServerCallHandler<Q, A> handler =
        InterceptorChain.wrap(
            method.getServerCallHandler(), interceptors(chain.subList(raw, chain.size())));
    MethodDescriptor<Q, A> descriptor = method.getMethodDescriptor();
    boolean repeatable = isRepeatable(descriptor);
    methods.put(
        AsciiString.cached("/" + fullName),
        raw == 0
            ? new MethodEntry<>(gate, descriptor, handler, repeatable, inline, counted)
            : new MethodEntry<>(
                gate,
                RawMessages.descriptor(descriptor),
                InterceptorChain.wrap(
                    new RawMessages<>(descriptor, handler), interceptors(chain.subList(0, raw))),
                repeatable,
                inline,
                counted));
  }

  private static boolean isRepeatable(MethodDescriptor<?, ?> method) {
    return method.isSafe()
        || method.isIdempotent()
        || (method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema
            && schema.getMethodDescriptor().getOptions().getIdempotencyLevel()
                != IdempotencyLevel.IDEMPOTENCY_UNKNOWN);
  }

  private static List<ServerInterceptor> interceptors(List<RankedInterceptor> chain) {
    return chain.stream().map(RankedInterceptor::interceptor).toList();
  }

  private MethodStatistics statisticsOf(String method) {
    MethodStatistics known = statistics.get(method);
    if (known == null) {
      MethodStatistics made = new MethodStatistics(method, watchers);
      known = made;
      statistics.put(method, made);
      watchers.forEach(watcher -> watcher.method(made));
    }
    return known;
  }
}
