package io.ghostbridge.chain.internal;

import io.ghostbridge.services.Failures;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers to ResolveDomains, made of the answers to ResolveDomain. */
final class DomainBatches {
  private static final Logger LOG = LoggerFactory.getLogger(DomainBatches.class);

  private final DomainAnswers answers;
  private final ExecutorService threads;
  private final int maximumQueries;

  /**
   * @param threads where answers are made that are not ready, each on a thread of its own
   * @param maximumQueries the most queries of one call
   */
  DomainBatches(DomainAnswers answers, ExecutorService threads, int maximumQueries) {
    this.answers = answers;
    this.threads = threads;
    this.maximumQueries = maximumQueries;
  }

  /**
   * The queries of a call.
   *
   * @throws StatusRuntimeException INVALID_ARGUMENT if they are too many or malformed
   */
  List<ResolveRequest> queries(BatchRequest request) {
    return request.queries(maximumQueries);
  }

  /** The answer if all that it is made of is ready, else null. Never blocks. */
  @Nullable SerializedMessage ready(List<ResolveRequest> queries) {
    BatchAnswer answer = new BatchAnswer(queries.size());
    for (ResolveRequest query : queries) {
      SerializedMessage ready = answers.ready(query);
      if (ready == null) {
        return null;
      }
      answer.add(ready);
    }
    return answer.build();
  }

  /**
   * Makes the answer; equal queries once, different ones at the same time, so that one whose source
   * is slow holds up no other.
   */
  SerializedMessage make(List<ResolveRequest> queries) throws InterruptedException {
    Map<ResolveRequest, Future<SerializedMessage>> distinct = new HashMap<>();
    List<Future<SerializedMessage>> inOrder = new ArrayList<>(queries.size());
    try {
      for (ResolveRequest query : queries) {
        inOrder.add(distinct.computeIfAbsent(query, this::begin));
      }
      BatchAnswer answer = new BatchAnswer(queries.size());
      for (Future<SerializedMessage> made : inOrder) {
        add(answer, made);
      }
      return answer.build();
    } catch (RejectedExecutionException e) {
      throw Failures.stopping();
    } finally {
      distinct.values().forEach(each -> each.cancel(true));
    }
  }

  private Future<SerializedMessage> begin(ResolveRequest query) {
    return threads.submit(
        () -> {
          SerializedMessage ready = answers.ready(query);
          return ready != null ? ready : answers.make(query);
        });
  }

  private static void add(BatchAnswer answer, Future<SerializedMessage> made)
      throws InterruptedException {
    try {
      answer.add(made.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StatusRuntimeException failure) {
        answer.add(BatchFailure.of(failure));
      } else {
        LOG.error("event=call.failed", e.getCause());
        answer.add(BatchFailure.of(Failures.internal()));
      }
    }
  }
}
