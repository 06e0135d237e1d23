package io.ghostbridge.it.node;

import com.google.protobuf.ByteString;
import io.ghostbridge.proto.admin.v1.ApplyRequest;
import io.ghostbridge.proto.admin.v1.ApplyResponse;
import io.ghostbridge.proto.admin.v1.ListPluginsRequest;
import io.ghostbridge.proto.admin.v1.PluginChange;
import io.ghostbridge.proto.admin.v1.PluginInfo;
import io.ghostbridge.proto.admin.v1.PluginPlan;
import io.ghostbridge.proto.admin.v1.PluginReport;
import io.ghostbridge.proto.admin.v1.PluginServiceGrpc;
import io.ghostbridge.proto.admin.v1.PluginServiceGrpc.PluginServiceBlockingStub;
import io.ghostbridge.proto.admin.v1.PluginVerification;
import io.ghostbridge.proto.admin.v1.UploadRequest;
import io.ghostbridge.proto.admin.v1.UploadResponse;
import io.ghostbridge.proto.admin.v1.VerifyPluginsRequest;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An operator's program that changes plugins over the node's Unix domain socket. */
final class PluginClient implements AutoCloseable {
  private static final int SECONDS = 60;

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ManagedChannel channel;

  PluginClient(Path data) {
    channel =
        NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(data.resolve("admin.sock")))
            .channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
            .eventLoopGroup(loop)
            .overrideAuthority("localhost")
            .usePlaintext()
            .build();
  }

  private PluginServiceBlockingStub stub() {
    return PluginServiceGrpc.newBlockingStub(channel).withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
  }

  /** Puts a jar into the node's incoming directory and returns its SHA-256. */
  String upload(Path jar) throws Exception {
    CompletableFuture<UploadResponse> answer = new CompletableFuture<>();
    StreamObserver<UploadRequest> call =
        PluginServiceGrpc.newStub(channel)
            .upload(
                new StreamObserver<>() {
                  @Override
                  public void onNext(UploadResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answer.completeExceptionally(Status.fromThrowable(failure).asException());
                  }

                  @Override
                  public void onCompleted() {
                    // The answer came.
                  }
                });
    call.onNext(
        UploadRequest.newBuilder().setChunk(ByteString.copyFrom(Files.readAllBytes(jar))).build());
    call.onCompleted();
    return answer.get(SECONDS, TimeUnit.SECONDS).getSha256();
  }

  /** Plans a change and makes it. */
  PluginReport make(PluginChange change) {
    PluginPlan plan = stub().plan(change);
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
    return last.getReport();
  }

  List<PluginInfo> list() {
    return stub().list(ListPluginsRequest.getDefaultInstance()).getPluginsList();
  }

  List<PluginVerification> verify() {
    return stub().verify(VerifyPluginsRequest.getDefaultInstance()).getPluginsList();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
