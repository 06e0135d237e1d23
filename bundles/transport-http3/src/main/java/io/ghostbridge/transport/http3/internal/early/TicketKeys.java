package io.ghostbridge.transport.http3.internal.early;

import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.SslSessionTicketKey;
import java.lang.ref.WeakReference;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The keys of session tickets, which early data is only as secret as. They are random, never leave
 * the process, are replaced every hour, and what was made with the last hour's is still taken: a
 * ticket is good for one to two hours, for the certificate it was made with, at the node that made
 * it. Safe for use by any thread.
 */
public final class TicketKeys {
  static final long PERIOD_NANOS = TimeUnit.HOURS.toNanos(1);

  private final SecureRandom random = new SecureRandom();

  /**
   * Guarded by this, as all below. Weak: a context's native part holds {@link EarlyData}, which
   * holds this, and is freed when nobody has the context any more.
   */
  private WeakReference<@Nullable QuicSslContext> context = new WeakReference<>(null);

  private SslSessionTicketKey present = fresh();
  private long sinceNanos;

  private SslSessionTicketKey fresh() {
    return new SslSessionTicketKey(
        bytes(SslSessionTicketKey.NAME_SIZE),
        bytes(SslSessionTicketKey.HMAC_KEY_SIZE),
        bytes(SslSessionTicketKey.AES_KEY_SIZE));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /**
   * Gives {@code made}, a new certificate's context, keys of its own, and renews them from now on.
   */
  public synchronized QuicSslContext begin(QuicSslContext made) {
    context = new WeakReference<>(made);
    present = fresh();
    sinceNanos = System.nanoTime();
    made.sessionContext().setTicketKeys(present);
    return made;
  }

  /**
   * Replaces the keys if their hour is over; to be called every now and then.
   *
   * @param nowNanos of {@link System#nanoTime}
   */
  public synchronized void renew(long nowNanos) {
    QuicSslContext current = context.get();
    if (current != null && nowNanos - sinceNanos >= PERIOD_NANOS) {
      SslSessionTicketKey former = present;
      present = fresh();
      sinceNanos = nowNanos;
      current.sessionContext().setTicketKeys(present, former);
    }
  }
}
