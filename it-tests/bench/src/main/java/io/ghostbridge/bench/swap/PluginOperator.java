package io.ghostbridge.bench.swap;

import com.google.protobuf.ByteString;
import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.chain.OperatorChannel;
import io.ghostbridge.proto.admin.v1.ApplyRequest;
import io.ghostbridge.proto.admin.v1.ApplyResponse;
import io.ghostbridge.proto.admin.v1.ListPluginsRequest;
import io.ghostbridge.proto.admin.v1.PluginChange;
import io.ghostbridge.proto.admin.v1.PluginOutcome;
import io.ghostbridge.proto.admin.v1.PluginPhase;
import io.ghostbridge.proto.admin.v1.PluginPhaseDuration;
import io.ghostbridge.proto.admin.v1.PluginPlan;
import io.ghostbridge.proto.admin.v1.PluginReport;
import io.ghostbridge.proto.admin.v1.PluginServiceGrpc;
import io.ghostbridge.proto.admin.v1.UploadRequest;
import io.ghostbridge.proto.admin.v1.UploadResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Changes plugins as the command line does: upload, plan, apply what was planned. */
final class PluginOperator implements AutoCloseable {
  private static final long CHANGE_SECONDS = 60;

  private final OperatorChannel operator;

  PluginOperator(Path socket) {
    operator = new OperatorChannel(socket);
  }

  /**
   * What a change came to.
   *
   * @param wallMillis from asking for the change to its report; the upload and the plan are before
   */
  record Change(PluginReport report, double wallMillis) {
    private double millis(PluginPhase phase) {
      return report.getDurationsList().stream()
              .filter(each -> each.getPhase() == phase)
              .mapToLong(PluginPhaseDuration::getMicros)
              .sum()
          / 1e3;
    }

    /** Everything but waiting for calls in flight, and looking for what is left afterwards. */
    double swapMillis() {
      return wallMillis - drainMillis() - unloadMillis();
    }

    /** The steps that {@link #swapMillis} is made of, as the report names them. */
    Map<String, Double> phases() {
      Map<String, Double> all = new LinkedHashMap<>();
      for (PluginPhaseDuration each : report.getDurationsList()) {
        if (each.getPhase() != PluginPhase.PLUGIN_PHASE_DRAIN
            && each.getPhase() != PluginPhase.PLUGIN_PHASE_UNLOAD) {
          all.put(
              each.getPhase().name().replace("PLUGIN_PHASE_", "").toLowerCase(Locale.ROOT),
              each.getMicros() / 1e3);
        }
      }
      return all;
    }

    double drainMillis() {
      return millis(PluginPhase.PLUGIN_PHASE_DRAIN);
    }

    double unloadMillis() {
      return millis(PluginPhase.PLUGIN_PHASE_UNLOAD);
    }

    boolean leavesResidue() {
      return report.getOutcome() != PluginOutcome.PLUGIN_OUTCOME_DONE;
    }
  }

  Change install(Path jar) throws BenchmarkException, IOException, InterruptedException {
    return apply(PluginChange.newBuilder().setInstallSha256(upload(jar)).build());
  }

  Change update(Path jar) throws BenchmarkException, IOException, InterruptedException {
    return apply(PluginChange.newBuilder().setUpdateSha256(upload(jar)).build());
  }

  Change remove(String name) throws BenchmarkException {
    return apply(PluginChange.newBuilder().setRemoveName(name).build());
  }

  /** Whether a node lets itself be asked through {@code socket}. */
  static boolean answers(Path socket) {
    try (PluginOperator operator = new PluginOperator(socket)) {
      return operator.stub().list(ListPluginsRequest.getDefaultInstance()).isInitialized();
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  private PluginServiceGrpc.PluginServiceBlockingStub stub() {
    return PluginServiceGrpc.newBlockingStub(operator.channel())
        .withDeadlineAfter(CHANGE_SECONDS, TimeUnit.SECONDS);
  }

  private String upload(Path jar) throws BenchmarkException, IOException, InterruptedException {
    CompletableFuture<UploadResponse> answer = new CompletableFuture<>();
    StreamObserver<UploadRequest> upload =
        PluginServiceGrpc.newStub(operator.channel())
            .withDeadlineAfter(CHANGE_SECONDS, TimeUnit.SECONDS)
            .upload(
                new StreamObserver<>() {
                  @Override
                  public void onNext(UploadResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answer.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {
                    // The answer came before.
                  }
                });
    upload.onNext(
        UploadRequest.newBuilder().setChunk(ByteString.copyFrom(Files.readAllBytes(jar))).build());
    upload.onCompleted();
    try {
      return answer.get(CHANGE_SECONDS, TimeUnit.SECONDS).getSha256();
    } catch (ExecutionException | TimeoutException e) {
      throw new BenchmarkException(jar + " cannot be uploaded: " + e, e);
    }
  }

  private Change apply(PluginChange change) throws BenchmarkException {
    try {
      PluginPlan plan = stub().plan(change);
      if (plan.getProblemsCount() > 0) {
        throw new BenchmarkException("the plan is refused: " + plan.getProblemsList());
      }
      long begun = System.nanoTime();
      Iterator<ApplyResponse> events =
          stub()
              .apply(
                  ApplyRequest.newBuilder()
                      .setChange(change)
                      .setPlanId(plan.getId())
                      .addAllApprovedCapabilities(plan.getUnapprovedList())
                      .build());
      ApplyResponse last = ApplyResponse.getDefaultInstance();
      while (events.hasNext()) {
        last = events.next();
      }
      double wallMillis = (System.nanoTime() - begun) / 1e6;
      PluginReport report = last.getReport();
      return switch (report.getOutcome()) {
        case PLUGIN_OUTCOME_DONE, PLUGIN_OUTCOME_LINGERING -> new Change(report, wallMillis);
        default -> throw new BenchmarkException("a change was not made: " + report);
      };
    } catch (StatusRuntimeException e) {
      throw new BenchmarkException("a change failed with " + e.getStatus(), e);
    }
  }

  @Override
  public void close() {
    operator.close();
  }
}
