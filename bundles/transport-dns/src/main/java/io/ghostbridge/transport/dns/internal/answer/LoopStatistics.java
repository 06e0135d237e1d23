package io.ghostbridge.transport.dns.internal.answer;

import io.ghostbridge.api.dns.DnsTransportStatistics.Snapshot;
import io.ghostbridge.transport.dns.internal.message.DnsCodes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What one event loop has counted. Written by that loop's thread alone, so that counting is an
 * addition and an opaque store; read by any thread.
 */
public final class LoopStatistics {
  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

  private static final int QUERIES = 0;
  private static final int CACHE_HITS = 1;
  private static final int NANOS = 2;
  private static final int RESPONSES = 3;
  private static final int CONNECTIONS = 4;

  private static final int RESPONSE_CODES = 32;
  private static final int PAGE = 256;

  private final long[] counters = new long[CONNECTIONS + 1];
  private final long[] responseCodes = new long[RESPONSE_CODES];

  /** By the upper and lower byte of the type; a page is made when its first type is seen. */
  private final AtomicReferenceArray<long[]> types = new AtomicReferenceArray<>(PAGE);

  /** Counts a message that came. */
  public void query() {
    add(counters, QUERIES, 1);
  }

  /** Counts a question by its type. */
  public void question(int type) {
    long[] page = types.getPlain(type >> 8);
    if (page == null) {
      page = new long[PAGE];
      types.setRelease(type >> 8, page);
    }
    add(page, type & 0xff, 1);
  }

  /** Counts an answer that was at hand. */
  public void cacheHit() {
    add(counters, CACHE_HITS, 1);
  }

  /** Counts a response by its RCODE. */
  public void response(int responseCode) {
    add(counters, RESPONSES, 1);
    add(responseCodes, responseCode & (RESPONSE_CODES - 1), 1);
  }

  /** Adds the time that responses took, from the arrival of their queries on. */
  public void responseNanos(long nanos) {
    add(counters, NANOS, nanos);
  }

  /** Counts a connection that is opened (1) or closed (-1). */
  public void connections(int change) {
    add(counters, CONNECTIONS, change);
  }

  private static void add(long[] array, int index, long amount) {
    LONGS.setOpaque(array, index, array[index] + amount);
  }

  private static long get(long[] array, int index) {
    return (long) LONGS.getOpaque(array, index);
  }

  /** The sum over all loops. */
  public static Snapshot sum(Collection<LoopStatistics> loops) {
    long[] totals = new long[CONNECTIONS + 1];
    var typeCounts = new HashMap<String, Long>();
    var codeCounts = new HashMap<String, Long>();
    for (LoopStatistics loop : loops) {
      for (int i = 0; i < totals.length; i++) {
        totals[i] += get(loop.counters, i);
      }
      for (int high = 0; high < PAGE; high++) {
        long[] page = loop.types.getAcquire(high);
        for (int low = 0; page != null && low < PAGE; low++) {
          merge(typeCounts, get(page, low), DnsCodes.type(high << 8 | low));
        }
      }
      for (int code = 0; code < RESPONSE_CODES; code++) {
        merge(codeCounts, get(loop.responseCodes, code), DnsCodes.responseCode(code));
      }
    }
    return new Snapshot(
        totals[QUERIES],
        totals[CACHE_HITS],
        totals[NANOS],
        totals[RESPONSES],
        totals[CONNECTIONS],
        typeCounts,
        codeCounts);
  }

  private static void merge(Map<String, Long> counts, long count, String name) {
    if (count > 0) {
      counts.merge(name, count, Long::sum);
    }
  }
}
