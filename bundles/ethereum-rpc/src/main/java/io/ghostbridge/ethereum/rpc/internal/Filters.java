package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The filters of all clients, each under an id that nobody else can guess. One that nobody asks for
 * is forgotten after a while. Any thread.
 */
final class Filters implements AutoCloseable {
  private static final int ID_BYTES = 16;

  private final int maximumPerAddress;
  private final int maximum;
  private final long timeoutNanos;
  private final LongSupplier clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Entry> entries = new HashMap<>();

  private static final class Entry {
    private final String address;
    private final Filter filter;
    private long usedAt;

    Entry(String address, Filter filter, long usedAt) {
      this.address = address;
      this.filter = filter;
      this.usedAt = usedAt;
    }
  }

  /**
   * @param clock monotonic, in nanoseconds
   */
  Filters(int maximumPerAddress, int maximum, Duration timeout, LongSupplier clock) {
    this.maximumPerAddress = maximumPerAddress;
    this.maximum = maximum;
    this.timeoutNanos = timeout.toNanos();
    this.clock = clock;
  }

  /** Keeps a filter for the client at {@code address}; returns its id. */
  synchronized String add(String address, Supplier<Filter> filter) throws JsonRpcException {
    expire();
    long own = entries.values().stream().filter(each -> each.address.equals(address)).count();
    if (own >= maximumPerAddress || entries.size() >= maximum) {
      throw RpcErrors.limit(
          own >= maximumPerAddress
              ? "too many filters: this client has "
                  + own
                  + " (maximumFiltersPerAddress in io.ghostbridge.ethereum.rpc.cfg); uninstall some"
              : "too many filters: this node has "
                  + entries.size()
                  + " (maximumFilters in io.ghostbridge.ethereum.rpc.cfg); try again later");
    }
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    // Some clients take an id for a quantity.
    id[0] |= (byte) 0x80;
    String name = "0x" + HexFormat.of().formatHex(id);
    entries.put(name, new Entry(address, filter.get(), clock.getAsLong()));
    return name;
  }

  private void expire() {
    long now = clock.getAsLong();
    entries
        .values()
        .removeIf(
            entry -> {
              boolean old = now - entry.usedAt > timeoutNanos;
              if (old) {
                entry.filter.close();
              }
              return old;
            });
  }

  private synchronized Filter find(String id) throws JsonRpcException {
    expire();
    Entry entry = entries.get(id);
    if (entry == null) {
      throw RpcErrors.server("filter not found");
    }
    entry.usedAt = clock.getAsLong();
    return entry.filter;
  }

  List<? extends @Nullable Object> changes(String id) throws JsonRpcException {
    Filter filter = find(id);
    synchronized (filter) {
      return filter.changes();
    }
  }

  List<? extends @Nullable Object> all(String id) throws JsonRpcException {
    Filter filter = find(id);
    synchronized (filter) {
      return filter.all();
    }
  }

  /** Whether there was one. */
  synchronized boolean remove(String id) {
    Entry entry = entries.remove(id);
    if (entry != null) {
      entry.filter.close();
    }
    return entry != null;
  }

  @Override
  public synchronized void close() {
    new ArrayList<>(entries.keySet()).forEach(this::remove);
  }
}
