package io.ghostbridge.bench.swap;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.process.Loopback;
import io.ghostbridge.bench.swap.plugin.SwapMethods;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** Clients that call a plugin without pause, each with a connection of its own. */
final class SwapClients implements AutoCloseable {
  private static final long CALL_SECONDS = 30;
  private static final long END_SECONDS = 60;
  private static final long ASK_AGAIN_MILLIS = 2;

  /**
   * gRFC A6. Five attempts are the most that clients allow. The first pause is short, since an
   * update is; all of them, jitter included, bridge a gap of three seconds and more.
   */
  private static final Map<String, ?> RETRY =
      Map.of(
          "methodConfig",
          List.of(
              Map.of(
                  "name",
                  List.of(Map.of()),
                  "retryPolicy",
                  Map.of(
                      "maxAttempts",
                      5.0,
                      "initialBackoff",
                      "0.3s",
                      "maxBackoff",
                      "5s",
                      "backoffMultiplier",
                      3.0,
                      "retryableStatusCodes",
                      List.of("UNAVAILABLE")))));

  private final SwapMethods methods;
  private final boolean streams;
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLongArray answers;
  private volatile Tally tally = new Tally();
  private volatile boolean over;

  /**
   * Starts them.
   *
   * @param retry whether calls that end with UNAVAILABLE are tried again by the standard policy
   * @param streams whether each client alternates unary and streaming calls
   */
  SwapClients(int clients, int port, String plugin, boolean retry, boolean streams) {
    this.methods = SwapMethods.of(PluginJar.service(plugin));
    this.streams = streams;
    this.answers = new AtomicLongArray(clients);
    for (int i = 0; i < clients; i++) {
      NettyChannelBuilder builder =
          NettyChannelBuilder.forAddress(new InetSocketAddress(Loopback.address(), port))
              .usePlaintext();
      ManagedChannel channel =
          retry
              ? builder.enableRetry().maxRetryAttempts(5).defaultServiceConfig(RETRY).build()
              : builder.disableRetry().build();
      channels.add(channel);
      int client = i;
      threads.add(
          Thread.ofPlatform()
              .name(plugin + " client " + i)
              .start(() -> callUntilOver(client, channel)));
    }
  }

  /** How calls ended since the last time, and counts anew. */
  Tally next() {
    Tally former = tally;
    tally = new Tally();
    return former;
  }

  /** How calls have ended since then; complete once the clients are closed. */
  Tally present() {
    return tally;
  }

  /**
   * Waits until each client has got two answers from now on: a call that was tried again and again
   * while the plugin was away, and one that was not.
   *
   * @throws BenchmarkException if one gets none
   */
  void awaitAnswers() throws BenchmarkException, InterruptedException {
    long[] before = new long[answers.length()];
    for (int i = 0; i < before.length; i++) {
      before[i] = answers.get(i);
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
    for (int i = 0; i < before.length; i++) {
      while (answers.get(i) < before[i] + 2) {
        if (System.nanoTime() > end) {
          throw new BenchmarkException(
              "a client got no answer for " + END_SECONDS + " s: " + tally.statuses());
        }
        TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
      }
    }
  }

  private void callUntilOver(int client, ManagedChannel channel) {
    byte[] payload = new byte[64];
    for (int i = 0; !over; i++) {
      ByteBuffer.wrap(payload).putInt(i);
      Tally into = tally;
      long begun = System.nanoTime();
      Status status = streams && i % 2 == 1 ? count(channel, into) : echo(channel, payload, into);
      into.took(System.nanoTime() - begun);
      into.ended(status.getCode());
      if (status.isOk()) {
        answers.incrementAndGet(client);
      }
    }
  }

  private Status echo(ManagedChannel channel, byte[] payload, Tally into) {
    try {
      byte[] answer = ClientCalls.blockingUnaryCall(channel, methods.echo(), options(), payload);
      if (!Arrays.equals(answer, payload)) {
        into.wrong();
      }
      return Status.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  private Status count(ManagedChannel channel, Tally into) {
    int expected = 0;
    try {
      Iterator<byte[]> messages =
          ClientCalls.blockingServerStreamingCall(channel, methods.count(), options(), new byte[0]);
      while (messages.hasNext()) {
        if (ByteBuffer.wrap(messages.next()).getInt() != expected++) {
          into.wrong();
        }
      }
      if (expected != SwapMethods.MESSAGES) {
        into.truncated();
      }
      return Status.OK;
    } catch (StatusRuntimeException e) {
      if (expected > 0) {
        into.truncated();
      }
      return e.getStatus();
    }
  }

  private static CallOptions options() {
    return CallOptions.DEFAULT.withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  /** Lets calls in flight end. */
  @Override
  public void close() {
    over = true;
    try {
      for (Thread thread : threads) {
        thread.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    channels.forEach(ManagedChannel::shutdownNow);
  }
}
