package io.ghostbridge.transport.dns.internal.udp;

import io.ghostbridge.transport.dns.internal.client.NetworkPrefix;
import java.net.InetAddress;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Bounds what one network gets by UDP, where source addresses can be forged to have the responses
 * hit somebody else. A token bucket for each /24 or /56 that is seen, in a table of fixed size:
 * networks with the same hash share a bucket, and nobody outside can tell which, since the hash has
 * a random key. Of the responses over the limit one in {@code slip} is sent empty with the TC bit,
 * so that a real client behind a forged flood comes back by TCP. Safe for use by any thread.
 */
public final class ResponseRateLimiter {
  private static final int SLOTS = 1 << 16;
  private static final int IPV4_PREFIX_BYTES = 3;
  private static final int IPV6_PREFIX_BYTES = 7;

  /** The bucket's unit: a thousandth of a response, so that rates below 1,000/s refill evenly. */
  private static final int TOKEN = 1000;

  private final RateLimit limit;
  private final long hashKey;

  /** In each: milliseconds of the last refill (32 bits), then the tokens (32 bits). */
  private final AtomicLongArray buckets;

  private final AtomicLongArray slipCounts;

  /** What a response may do. */
  enum Verdict {
    SEND,
    TRUNCATE,
    DROP
  }

  /**
   * @param nowMillis of the clock that responses are judged by
   */
  public ResponseRateLimiter(RateLimit limit, long nowMillis) {
    this.limit = limit;
    this.hashKey = new SplittableRandom().nextLong() | 1;
    buckets = new AtomicLongArray(limit.responsesPerSecond() == 0 ? 0 : SLOTS);
    slipCounts = new AtomicLongArray(buckets.length());
    for (int i = 0; i < buckets.length(); i++) {
      buckets.set(i, pack(nowMillis, limit.burst() * (long) TOKEN));
    }
  }

  private static long pack(long millis, long tokens) {
    return millis << 32 | tokens;
  }

  /** Decides on a response to {@code client} at {@code nowMillis} of a monotonic clock. */
  Verdict judge(InetAddress client, long nowMillis) {
    if (limit.responsesPerSecond() == 0) {
      return Verdict.SEND;
    }
    byte[] address = client.getAddress();
    for (NetworkPrefix each : limit.exempt()) {
      if (each.contains(address)) {
        return Verdict.SEND;
      }
    }
    int slot = slot(address);
    if (take(slot, nowMillis)) {
      return Verdict.SEND;
    }
    boolean slips = limit.slip() > 0 && slipCounts.incrementAndGet(slot) % limit.slip() == 0;
    return slips ? Verdict.TRUNCATE : Verdict.DROP;
  }

  private int slot(byte[] address) {
    int bytes = address.length == 4 ? IPV4_PREFIX_BYTES : IPV6_PREFIX_BYTES;
    long hash = hashKey;
    for (int i = 0; i < bytes; i++) {
      hash = (hash ^ address[i]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return (int) (hash >>> 32) & (SLOTS - 1);
  }

  private boolean take(int slot, long nowMillis) {
    while (true) {
      long bucket = buckets.get(slot);
      // The clock's lower 32 bits wrap after 49 days; a difference is right across the wrap.
      long elapsed = Math.max(0, (int) (nowMillis - (bucket >>> 32)));
      long filled =
          Math.min(
              limit.burst() * (long) TOKEN,
              (bucket & 0xffffffffL) + elapsed * limit.responsesPerSecond() * TOKEN / 1000);
      boolean allowed = filled >= TOKEN;
      long next = pack(nowMillis, allowed ? filled - TOKEN : filled);
      if (buckets.compareAndSet(slot, bucket, next)) {
        return allowed;
      }
    }
  }
}
