package io.ghostbridge.transport.dns.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class IdleWatchTest {
  @Test
  @SuppressWarnings("deprecation") // a loop whose timers can be seen
  void aClosedConnectionLeavesNoTimer() {
    var executor = new Recording();
    try {
      var channel = new EmbeddedChannel();
      channel.pipeline().addLast(executor, new Watched());
      channel.runPendingTasks();
      executor.submit(() -> {}).syncUninterruptibly();
      assertThat(executor.scheduled).hasSize(1).noneMatch(Future::isDone);
      channel.close().syncUninterruptibly();
      assertThat(executor.scheduled).allMatch(Future::isCancelled);
    } finally {
      executor.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  private static final class Watched extends ChannelInboundHandlerAdapter {
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      new IdleWatch(3_600_000).watch(context);
    }
  }

  private static final class Recording extends DefaultEventLoop {
    final List<Future<?>> scheduled = new ArrayList<>();

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
      ScheduledFuture<?> future = super.schedule(command, delay, unit);
      scheduled.add(future);
      return future;
    }
  }
}
