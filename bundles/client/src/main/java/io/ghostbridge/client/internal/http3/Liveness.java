package io.ghostbridge.client.internal.http3;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionStats;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the node still lives while calls wait for it. Netty cannot send QUIC's PING: a
 * byte on a stream of a reserved type, which a node ignores (RFC 9114 section 6.2.3), makes it send
 * an acknowledgement as well. Of the event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be sent is not acknowledged
final class Liveness {
  private static final long LOOK_MILLIS = 1_000;
  private static final int MOST_SILENT_LOOKS = 4;

  /** 0x1f * N + 0x21. */
  private static final byte RESERVED_TYPE = 0x21;

  private final QuicChannel quic;
  private final Runnable dead;
  private @Nullable ScheduledFuture<?> looking;
  private @Nullable QuicStreamChannel probes;
  private @Nullable Future<?> written;

  /** Whether the node was asked since the last look, so that it should have said something. */
  private boolean asked;

  private boolean busy;
  private long received = -1;
  private int silent;

  /**
   * @param dead run when nothing has come for some seconds although it was asked for
   */
  Liveness(QuicChannel quic, Runnable dead) {
    this.quic = quic;
    this.dead = dead;
  }

  /** Whether calls are on the way. */
  void busy(boolean now) {
    busy = now;
    if (now && looking == null) {
      received = -1;
      silent = 0;
      looking =
          quic.eventLoop()
              .scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    if (!busy) {
      close();
      return;
    }
    quic.collectStats()
        .addListener(
            stats -> {
              if (stats.isSuccess() && looking != null) {
                seen(((QuicConnectionStats) stats.getNow()).recv());
              }
            });
  }

  private void seen(long packets) {
    if (packets != received) {
      received = packets;
      silent = 0;
      asked = false;
      return;
    }
    if (asked) {
      silent++;
    }
    if (silent >= MOST_SILENT_LOOKS) {
      close();
      dead.run();
    } else {
      probe();
    }
  }

  /**
   * A node may refuse the stream as well, which Netty does not tell: what is written waits for ever
   * then, and another stream asks.
   */
  private void probe() {
    QuicStreamChannel open = probes;
    Future<?> before = written;
    if (open != null && before != null && before.isSuccess()) {
      asked = true;
      written = open.writeAndFlush(Unpooled.wrappedBuffer(new byte[1]));
    } else if (quic.peerAllowedStreams(QuicStreamType.UNIDIRECTIONAL) > 0) {
      asked = true;
      if (open != null) {
        open.close();
      }
      quic.createStream(QuicStreamType.UNIDIRECTIONAL, new ChannelInboundHandlerAdapter())
          .addListener(
              created -> {
                if (created.isSuccess()) {
                  QuicStreamChannel stream = (QuicStreamChannel) created.getNow();
                  probes = stream;
                  written =
                      stream.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {RESERVED_TYPE}));
                }
              });
    } else {
      asked = false;
    }
  }

  /** Looks no more until there are calls. */
  void close() {
    ScheduledFuture<?> timer = looking;
    looking = null;
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
