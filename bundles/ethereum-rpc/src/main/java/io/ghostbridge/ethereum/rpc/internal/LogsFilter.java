package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events: read from the store when they are asked for, so that a filter costs next to nothing. */
final class LogsFilter implements Filter {
  private final Chain chain;
  private final LogSearch search;
  private final LogQuery query;
  private long next;

  LogsFilter(Chain chain, LogSearch search, LogQuery query) {
    this.chain = chain;
    this.search = search;
    this.query = query;
    this.next = chain.head() + 1;
  }

  @Override
  public List<? extends @Nullable Object> changes() throws JsonRpcException {
    long from = next;
    long to = chain.head();
    if (query.from() instanceof BlockSelector.Height first) {
      from = Math.max(from, first.height());
    }
    if (query.to() instanceof BlockSelector.Height last) {
      to = Math.min(to, last.height());
    }
    List<? extends @Nullable Object> found = search.find(query.filter(), from, to);
    next = Math.max(next, to + 1);
    return found;
  }

  @Override
  public List<? extends @Nullable Object> all() throws JsonRpcException {
    return search.find(query);
  }
}
