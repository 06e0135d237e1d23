package io.ghostbridge.ledger.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.BlockHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BlockFeedTest {
  private static Block block(long height) {
    return new Block(
        new BlockHeader("c", height, 0, Hash.ZERO, Hash.ZERO, Hash.ZERO, Hash.ZERO, Bytes.EMPTY),
        Hash.ZERO,
        Bytes.EMPTY,
        Bytes.EMPTY,
        List.of(),
        List.of(),
        List.of());
  }

  private static class Follower implements Flow.Subscriber<Block> {
    final List<Long> heights = new CopyOnWriteArrayList<>();
    final CountDownLatch subscribed = new CountDownLatch(1);
    final CountDownLatch completed = new CountDownLatch(1);
    final CountDownLatch enough;
    private final long demand;
    volatile Flow.@Nullable Subscription subscription;
    volatile @Nullable Throwable failure;

    Follower(int enough, long demand) {
      this.enough = new CountDownLatch(enough);
      this.demand = demand;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(demand);
      subscribed.countDown();
    }

    @Override
    public void onNext(Block block) {
      heights.add(block.height());
      enough.countDown();
    }

    @Override
    public void onError(Throwable throwable) {
      failure = throwable;
      completed.countDown();
    }

    @Override
    public void onComplete() {
      completed.countDown();
    }

    void request(long count) {
      Flow.Subscription now = subscription;
      if (now != null) {
        now.request(count);
      }
    }
  }

  @Test
  void aThousandSubscribersGetEveryBlockOnceAndInOrder() throws Exception {
    List<Follower> followers = new ArrayList<>();
    try (BlockFeed feed = new BlockFeed(BlockFeedTest::block, 0)) {
      for (int i = 0; i < 1000; i++) {
        Follower follower = new Follower(50, Long.MAX_VALUE);
        followers.add(follower);
        feed.from(1).subscribe(follower);
      }
      for (long height = 1; height <= 50; height++) {
        feed.advance(height);
      }
      for (Follower follower : followers) {
        follower.enough.await();
      }
    }
    List<Long> expected = java.util.stream.LongStream.rangeClosed(1, 50).boxed().toList();
    for (Follower follower : followers) {
      follower.completed.await();
      assertThat(follower.heights).isEqualTo(expected);
    }
  }

  @Test
  void aSubscriberGetsNoMoreThanItRequested() throws Exception {
    try (BlockFeed feed = new BlockFeed(BlockFeedTest::block, 100)) {
      Follower follower = new Follower(3, 3);
      feed.from(10).subscribe(follower);
      follower.enough.await();
      feed.advance(101);
      Follower witness = new Follower(102, Long.MAX_VALUE);
      feed.from(0).subscribe(witness);
      witness.enough.await();
      assertThat(follower.heights).containsExactly(10L, 11L, 12L);
      follower.request(0);
      assertThat(follower.completed.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(follower.failure).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void cancellingAndAFailingSubscriberHinderNobody() throws Exception {
    try (BlockFeed feed = new BlockFeed(BlockFeedTest::block, 0)) {
      Follower failing =
          new Follower(1, Long.MAX_VALUE) {
            @Override
            public void onNext(Block block) {
              throw new IllegalStateException("a test's subscriber");
            }
          };
      feed.from(0).subscribe(failing);
      failing.completed.await();
      Follower good = new Follower(2, Long.MAX_VALUE);
      feed.from(0).subscribe(good);
      feed.advance(1);
      good.enough.await();
      assertThat(good.heights).containsExactly(0L, 1L);
    }
  }
}
