package io.ghostbridge.client.internal.route;

import io.ghostbridge.client.internal.http3.Http3Connection;
import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Watches a service's health on one connection for as long as that lasts (gRFC A17): a node without
 * the health service is healthy, and a watch that ends is begun again. One that ends after it was
 * answered, as where a bundle in its way is replaced, says nothing yet: the next one does.
 */
final class HealthWatch implements StreamObserver<HealthCheckResponse> {
  private static final long PAUSE_MILLIS = 500;

  private final Http3Connection connection;
  private final String service;
  private final ScheduledExecutorService timer;
  private final Consumer<Boolean> healthy;
  private volatile boolean over;

  /** Whether the watch that is on was; of its listener's thread. */
  private boolean answered;

  /**
   * @param healthy told whether it is, at first as soon as it is known
   */
  HealthWatch(
      Http3Connection connection,
      String service,
      ScheduledExecutorService timer,
      Consumer<Boolean> healthy) {
    this.connection = connection;
    this.service = service;
    this.timer = timer;
    this.healthy = healthy;
  }

  void begin() {
    if (!over) {
      answered = false;
      ClientCalls.asyncServerStreamingCall(
          connection.newCall(
              HealthGrpc.getWatchMethod(),
              CallOptions.DEFAULT.withOption(Http3Connection.BACKGROUND, true)),
          HealthCheckRequest.newBuilder().setService(service).build(),
          this);
    }
  }

  /** Its connection is no more. */
  void end() {
    over = true;
  }

  @Override
  public void onNext(HealthCheckResponse answer) {
    answered = true;
    healthy.accept(answer.getStatus() == ServingStatus.SERVING);
  }

  @Override
  public void onError(Throwable failure) {
    if (Status.fromThrowable(failure).getCode() == Status.Code.UNIMPLEMENTED) {
      healthy.accept(true);
    } else if (answered) {
      begin();
    } else {
      healthy.accept(false);
      again();
    }
  }

  @Override
  public void onCompleted() {
    again();
  }

  private void again() {
    if (over) {
      return;
    }
    try {
      var _ = timer.schedule(this::begin, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The channel is closed.
      over = true;
    }
  }
}
