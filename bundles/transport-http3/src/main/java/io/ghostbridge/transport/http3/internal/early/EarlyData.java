package io.ghostbridge.transport.http3.internal.early;

import io.netty.handler.codec.quic.BoringSSLKeylog;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicSslEngine;
import java.util.HexFormat;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Notices early data (0-RTT, RFC 8446 section 2.3) and tells whether its handshake has been here
 * before. Early data decrypts only together with the very ClientHello it was sent with, whose
 * random value so stands for it.
 *
 * <p>Netty tells of early data by nothing but TLS's log of keys: its line with the secret of early
 * data is written when early data was accepted. Of that line only the random value is read, which
 * is public; no line is kept or shown to anybody.
 */
public final class EarlyData implements BoringSSLKeylog {
  private static final String WHEN_TAKEN = EarlyData.class.getName() + ".taken";
  private static final String HANDSHAKE = EarlyHandshake.class.getName();

  /** What follows is the ClientHello's random value, 32 bytes in hexadecimal digits. */
  private static final String LINE = "CLIENT_EARLY_TRAFFIC_SECRET ";

  private static final int LONG_DIGITS = 2 * Long.BYTES;

  private final EarlyDataRegister register;
  private final EarlyDataStatistics statistics = new EarlyDataStatistics();
  private final TicketKeys tickets = new TicketKeys();

  /** Remembers handshakes as {@link EarlyDataRegister} says. */
  public EarlyData() {
    this(EarlyDataRegister.USUAL_CAPACITY);
  }

  /**
   * Remembers handshakes.
   *
   * @param capacity of five minutes
   */
  public EarlyData(int capacity) {
    register = new EarlyDataRegister(capacity, System.nanoTime());
  }

  /** The keys of the tickets that allow it. */
  public TicketKeys tickets() {
    return tickets;
  }

  /** What came of it so far. */
  public EarlyDataStatistics statistics() {
    return statistics;
  }

  /**
   * Lets {@code engine} tell of its early data.
   *
   * @param whenTaken run if it may run calls; on the event loop, amid QUIC's making of the first
   *     datagram that it sends, which must not be entered again
   */
  public static void watch(QuicSslEngine engine, Runnable whenTaken) {
    engine.getSession().putValue(WHEN_TAKEN, whenTaken);
  }

  /** What is known of the handshake of {@code channel}, if it has brought early data; or null. */
  public static @Nullable EarlyHandshake of(QuicChannel channel) {
    SSLEngine engine = channel.sslEngine();
    return engine == null ? null : (EarlyHandshake) engine.getSession().getValue(HANDSHAKE);
  }

  /** The handshake of {@code channel} is complete. */
  public static void forget(QuicChannel channel) {
    SSLEngine engine = channel.sslEngine();
    if (engine != null) {
      engine.getSession().removeValue(WHEN_TAKEN);
      engine.getSession().removeValue(HANDSHAKE);
    }
  }

  /** Called amid QUIC's making of its first datagram. */
  @Override
  public void logKey(SSLEngine engine, String line) {
    if (!line.startsWith(LINE)) {
      return;
    }
    EarlyHandshake.Verdict verdict = judge(line);
    statistics.connection(verdict);
    SSLSession session = engine.getSession();
    session.putValue(HANDSHAKE, new EarlyHandshake(verdict, statistics));
    if (verdict == EarlyHandshake.Verdict.FIRST
        && session.getValue(WHEN_TAKEN) instanceof Runnable whenTaken) {
      whenTaken.run();
    }
  }

  private EarlyHandshake.Verdict judge(String line) {
    long high;
    long low;
    try {
      int start = LINE.length();
      high = HexFormat.fromHexDigitsToLong(line, start, start + LONG_DIGITS);
      low = HexFormat.fromHexDigitsToLong(line, start + LONG_DIGITS, start + 2 * LONG_DIGITS);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return EarlyHandshake.Verdict.UNREGISTERED;
    }
    return switch (register.enter(high, low, System.nanoTime())) {
      case FIRST -> EarlyHandshake.Verdict.FIRST;
      case SEEN -> EarlyHandshake.Verdict.REPLAYED;
      case FULL -> EarlyHandshake.Verdict.UNREGISTERED;
    };
  }
}
