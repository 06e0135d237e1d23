package io.ghostbridge.it.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.ghostbridge.proto.admin.v1.ApplyRequest;
import io.ghostbridge.proto.admin.v1.ListPluginsRequest;
import io.ghostbridge.proto.admin.v1.PluginChange;
import io.ghostbridge.proto.admin.v1.PluginHistoryRequest;
import io.ghostbridge.proto.admin.v1.PluginInfoRequest;
import io.ghostbridge.proto.admin.v1.PluginOutcome;
import io.ghostbridge.proto.admin.v1.PluginServiceGrpc;
import io.ghostbridge.proto.admin.v1.PluginServiceGrpc.PluginServiceBlockingStub;
import io.ghostbridge.proto.admin.v1.UploadRequest;
import io.ghostbridge.proto.admin.v1.UploadResponse;
import io.ghostbridge.proto.admin.v1.VerifyPluginsRequest;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginServiceTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final int SECONDS = 60;

  @TempDir static Path directory;
  private static PluginNode node;
  private static EventLoopGroup loop;
  private static ManagedChannel operator;
  private static ManagedChannel anybody;

  @BeforeAll
  static void start() throws Exception {
    node = PluginNode.start(directory, "--set", "io.ghostbridge.plugin.admin:maxUploadMegabytes=2");
    loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    operator =
        NettyChannelBuilder.forAddress(
                UnixDomainSocketAddress.of(node.data().resolve("admin.sock")))
            .channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
            .eventLoopGroup(loop)
            .overrideAuthority("localhost")
            .usePlaintext()
            .build();
    anybody =
        NettyChannelBuilder.forTarget("dns:///" + node.node().address("h2c"))
            .usePlaintext()
            .build();
  }

  @AfterAll
  static void stop() throws Exception {
    operator.shutdownNow();
    anybody.shutdownNow();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    node.close();
  }

  private static PluginServiceBlockingStub stub(ManagedChannel channel) {
    return PluginServiceGrpc.newBlockingStub(channel).withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
  }

  private static UploadRequest chunk(byte[] bytes) {
    return UploadRequest.newBuilder().setChunk(ByteString.copyFrom(bytes)).build();
  }

  /** The answer to an upload that is still to be sent. */
  private record Answer(CompletableFuture<UploadResponse> future)
      implements StreamObserver<UploadResponse> {
    @Override
    public void onNext(UploadResponse response) {
      future.complete(response);
    }

    @Override
    public void onError(Throwable failure) {
      future.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      future.completeExceptionally(new AssertionError("no answer"));
    }

    UploadResponse await() throws Throwable {
      try {
        return future.get(SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw e.getCause();
      }
    }
  }

  private static UploadResponse upload(ManagedChannel channel, UploadRequest... requests)
      throws Throwable {
    Answer answer = new Answer(new CompletableFuture<>());
    var call = PluginServiceGrpc.newStub(channel).upload(answer);
    for (UploadRequest request : requests) {
      call.onNext(request);
    }
    call.onCompleted();
    return answer.await();
  }

  private static String uploaded(ProbePlugin probe) throws Throwable {
    return upload(operator, chunk(Files.readAllBytes(node.signed(probe)))).getSha256();
  }

  private static PluginChange install(String sha256) {
    return PluginChange.newBuilder().setInstallSha256(sha256).build();
  }

  private static void assertRefused(ThrowingCallable call, Status.Code code, String reason) {
    assertThatThrownBy(call)
        .satisfies(
            failure -> {
              assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(code);
              ErrorInfo info = errorInfo(failure);
              assertThat(info.getReason()).isEqualTo(reason);
              assertThat(info.getDomain()).isEqualTo("ghostbridge.io");
            });
  }

  private static ErrorInfo errorInfo(Throwable failure) throws InvalidProtocolBufferException {
    com.google.rpc.Status details = StatusProto.fromThrowable(failure);
    if (details == null) {
      throw new AssertionError("no details in " + failure);
    }
    return details.getDetails(0).unpack(ErrorInfo.class);
  }

  private static List<Path> incoming() throws Exception {
    try (Stream<Path> files = Files.list(node.data().resolve("plugins/incoming"))) {
      return files.toList();
    }
  }

  @Test
  void onlyOperatorsAreServed() {
    List<ThrowingCallable> calls =
        List.of(
            () -> stub(anybody).list(ListPluginsRequest.getDefaultInstance()),
            () -> stub(anybody).info(PluginInfoRequest.getDefaultInstance()),
            () -> stub(anybody).verify(VerifyPluginsRequest.getDefaultInstance()),
            () -> stub(anybody).history(PluginHistoryRequest.getDefaultInstance()),
            () -> stub(anybody).plan(PluginChange.getDefaultInstance()),
            () -> stub(anybody).apply(ApplyRequest.getDefaultInstance()).hasNext(),
            () -> upload(anybody, chunk(new byte[10])));
    assertThat(calls)
        .allSatisfy(
            call -> assertRefused(call, Status.Code.PERMISSION_DENIED, "OPERATOR_REQUIRED"));
  }

  @Test
  void anUploadIsAnsweredWithItsDigestAndSize() throws Throwable {
    byte[] first = new byte[MEBIBYTE];
    byte[] second = "the end".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(first);
    UploadResponse response = upload(operator, chunk(first), chunk(second));
    assertThat(response.getSha256()).isEqualTo(HexFormat.of().formatHex(digest.digest(second)));
    assertThat(response.getSizeBytes()).isEqualTo(first.length + second.length);
    // It is uploaded, and no jar.
    assertThatThrownBy(() -> stub(operator).plan(install(response.getSha256())))
        .satisfies(
            failure ->
                assertThat(Status.fromThrowable(failure).getCode())
                    .isEqualTo(Status.Code.FAILED_PRECONDITION));
  }

  @Test
  void whatIsTooLargeOrBreaksOffLeavesNothingBehind() throws Throwable {
    List<Path> before = incoming();
    byte[] one = new byte[MEBIBYTE];
    assertRefused(
        () -> upload(operator, chunk(one), chunk(one), chunk(new byte[1])),
        Status.Code.RESOURCE_EXHAUSTED,
        "JAR_TOO_LARGE");
    assertRefused(
        () -> upload(operator, chunk(new byte[MEBIBYTE + 1])),
        Status.Code.RESOURCE_EXHAUSTED,
        "CHUNK_TOO_LARGE");
    assertRefused(
        () -> upload(operator, UploadRequest.newBuilder().setFileName("../x.jar").build()),
        Status.Code.INVALID_ARGUMENT,
        "BAD_FILE_NAME");

    Answer answer = new Answer(new CompletableFuture<>());
    var broken = PluginServiceGrpc.newStub(operator).upload(answer);
    broken.onNext(chunk(new byte[100]));
    await("the upload begun", () -> incoming().size() > before.size());
    broken.onError(Status.CANCELLED.asException());
    await("its file removed", () -> incoming().size() == before.size());
    assertThat(incoming()).containsExactlyInAnyOrderElementsOf(before);
  }

  private interface Check {
    boolean holds() throws Exception;
  }

  private static void await(String what, Check check) throws Exception {
    RunningNode.await(
        what,
        () -> {
          try {
            return check.holds();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void whatIsAskedForWronglyIsRefusedWithItsReason() throws Throwable {
    assertRefused(
        () -> stub(operator).plan(PluginChange.getDefaultInstance()),
        Status.Code.INVALID_ARGUMENT,
        "NO_CHANGE");
    assertRefused(
        () -> stub(operator).plan(install("../../ledger")),
        Status.Code.INVALID_ARGUMENT,
        "BAD_SHA256");
    assertRefused(
        () -> stub(operator).plan(install("0".repeat(64))),
        Status.Code.NOT_FOUND,
        "NO_SUCH_UPLOAD");
    assertRefused(
        () -> stub(operator).info(PluginInfoRequest.newBuilder().setName("absent").build()),
        Status.Code.NOT_FOUND,
        "NO_SUCH_PLUGIN");
    assertRefused(
        () -> stub(operator).history(PluginHistoryRequest.newBuilder().setLimit(1001).build()),
        Status.Code.INVALID_ARGUMENT,
        "BAD_LIMIT");

    PluginChange change = install(uploaded(ProbePlugin.of("3.0.0").asking("native")));
    var apply = ApplyRequest.newBuilder().setChange(change);
    assertRefused(
        () -> stub(operator).apply(apply.build()).hasNext(), Status.Code.ABORTED, "STALE_PLAN");
    apply.setPlanId(stub(operator).plan(change).getId());
    assertRefused(
        () -> stub(operator).apply(apply.build()).forEachRemaining(event -> {}),
        Status.Code.FAILED_PRECONDITION,
        "APPROVAL_REQUIRED");
    apply.addApprovedCapabilities("native;;");
    assertRefused(
        () -> stub(operator).apply(apply.build()).hasNext(),
        Status.Code.INVALID_ARGUMENT,
        "BAD_CAPABILITY");
  }

  @Test
  void aChangeIsFinishedAlthoughTheClientWentAway() throws Throwable {
    PluginChange change = install(uploaded(ProbePlugin.of("1.0.0")));
    ApplyRequest request =
        ApplyRequest.newBuilder()
            .setChange(change)
            .setPlanId(stub(operator).plan(change).getId())
            .build();
    Context.CancellableContext client = Context.current().withCancellation();
    client.call(
        () -> {
          var events = stub(operator).apply(request);
          // It has begun.
          assertThat(events.next().hasProgress()).isTrue();
          return null;
        });
    client.cancel(null);
    var history = PluginHistoryRequest.newBuilder().setLimit(1).build();
    await("the change over", () -> stub(operator).history(history).getReportsCount() == 1);
    assertThat(stub(operator).history(history).getReports(0).getOutcome())
        .isEqualTo(PluginOutcome.PLUGIN_OUTCOME_DONE);
    assertThat(stub(operator).list(ListPluginsRequest.getDefaultInstance()).getPluginsList())
        .singleElement()
        .extracting(plugin -> plugin.getIdentity().getVersion())
        .isEqualTo("1.0.0");
  }
}
