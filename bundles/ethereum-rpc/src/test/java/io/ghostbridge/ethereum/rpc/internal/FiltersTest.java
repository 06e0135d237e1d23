package io.ghostbridge.ethereum.rpc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.jsonrpc.JsonRpcException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FiltersTest {
  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger closed = new AtomicInteger();
  private final Filters filters = new Filters(2, 3, Duration.ofSeconds(10), now::get);

  private final class Counted implements Filter {
    @Override
    public List<? extends @Nullable Object> changes() {
      return List.of("change");
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private String add(String client) throws JsonRpcException {
    return filters.add(client, Counted::new);
  }

  @Test
  void aFilterIsKeptWhileItIsAskedForAndForgottenAfterwards() throws JsonRpcException {
    String id = add("a");
    now.addAndGet(Duration.ofSeconds(9).toNanos());
    assertThat(filters.changes(id)).isEqualTo(List.of("change"));
    now.addAndGet(Duration.ofSeconds(9).toNanos());
    assertThat(filters.changes(id)).hasSize(1);
    now.addAndGet(Duration.ofSeconds(11).toNanos());
    assertThatThrownBy(() -> filters.changes(id)).hasMessage("filter not found");
    assertThat(closed).hasValue(1);
  }

  @Test
  void oneClientAndAllTogetherHaveNoMoreThanTheirLimits() throws JsonRpcException {
    add("a");
    String second = add("a");
    assertThatThrownBy(() -> add("a")).hasMessageContaining("maximumFiltersPerAddress");
    add("b");
    assertThatThrownBy(() -> add("c")).hasMessageContaining("maximumFilters ");
    assertThat(filters.remove(second)).isTrue();
    assertThat(filters.remove(second)).isFalse();
    assertThat(add("c")).isNotEqualTo(second);
    filters.close();
    assertThat(closed).hasValue(4);
  }
}
