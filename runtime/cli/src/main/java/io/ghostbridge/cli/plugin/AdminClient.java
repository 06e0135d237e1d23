package io.ghostbridge.cli.plugin;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.ghostbridge.cli.CommandException;
import io.ghostbridge.cli.NodeOptions;
import io.ghostbridge.launcher.DataDirectory;
import io.ghostbridge.launcher.ExitCode;
import io.ghostbridge.proto.admin.v1.ApplyRequest;
import io.ghostbridge.proto.admin.v1.ApplyResponse;
import io.ghostbridge.proto.admin.v1.DnssecRollRequest;
import io.ghostbridge.proto.admin.v1.DnssecServiceGrpc;
import io.ghostbridge.proto.admin.v1.DnssecStatusRequest;
import io.ghostbridge.proto.admin.v1.DnssecStatusResponse;
import io.ghostbridge.proto.admin.v1.DnssecZone;
import io.ghostbridge.proto.admin.v1.LedgerServiceGrpc;
import io.ghostbridge.proto.admin.v1.ListPluginsRequest;
import io.ghostbridge.proto.admin.v1.ListPluginsResponse;
import io.ghostbridge.proto.admin.v1.PluginChange;
import io.ghostbridge.proto.admin.v1.PluginHistoryRequest;
import io.ghostbridge.proto.admin.v1.PluginHistoryResponse;
import io.ghostbridge.proto.admin.v1.PluginInfo;
import io.ghostbridge.proto.admin.v1.PluginInfoRequest;
import io.ghostbridge.proto.admin.v1.PluginPlan;
import io.ghostbridge.proto.admin.v1.PluginReport;
import io.ghostbridge.proto.admin.v1.PluginServiceGrpc;
import io.ghostbridge.proto.admin.v1.PluginServiceGrpc.PluginServiceBlockingStub;
import io.ghostbridge.proto.admin.v1.UploadRequest;
import io.ghostbridge.proto.admin.v1.VerifyChainRequest;
import io.ghostbridge.proto.admin.v1.VerifyChainResponse;
import io.ghostbridge.proto.admin.v1.VerifyPluginsRequest;
import io.ghostbridge.proto.admin.v1.VerifyPluginsResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.BlockingClientCall;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A connection to a node's PluginService over its operator's socket. */
final class AdminClient implements AutoCloseable {
  private static final int DEADLINE_SECONDS = 120;
  private static final int CHUNK_BYTES = 256 << 10;

  private final Path socket;
  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ManagedChannel channel;

  private AdminClient(Path socket) {
    this.socket = socket;
    channel =
        NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket))
            .channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
            .eventLoopGroup(loop)
            .overrideAuthority("localhost")
            .usePlaintext()
            .build();
  }

  /** Connects to the node that runs on the data directory. */
  static AdminClient connect(NodeOptions node) {
    Path data = node.data();
    if (DataDirectory.runningOn(data).isEmpty()) {
      throw new CommandException(
          ExitCode.NOT_RUNNING,
          "no node runs on " + data + ": start one, or name its data directory with --data");
    }
    Path socket = node.operatorSocket();
    if (!Files.exists(socket)) {
      throw new CommandException(
          ExitCode.NOT_RUNNING,
          "the node on "
              + data
              + " has no operator's socket at "
              + socket
              + ": it is starting or stopping, or adminSocket of io.ghostbridge.transport.http2 is"
              + " off");
    }
    return new AdminClient(socket);
  }

  ListPluginsResponse list() {
    return call(() -> stub().list(ListPluginsRequest.getDefaultInstance()));
  }

  PluginInfo info(String name) {
    return call(() -> stub().info(PluginInfoRequest.newBuilder().setName(name).build()));
  }

  VerifyPluginsResponse verify() {
    return call(() -> stub().verify(VerifyPluginsRequest.getDefaultInstance()));
  }

  PluginHistoryResponse history(int limit) {
    return call(() -> stub().history(PluginHistoryRequest.newBuilder().setLimit(limit).build()));
  }

  PluginPlan plan(PluginChange change) {
    return call(() -> stub().plan(change));
  }

  /** Sends a jar and returns its SHA-256. */
  String upload(Path jar) {
    try (InputStream in = Files.newInputStream(jar)) {
      BlockingClientCall<UploadRequest, io.ghostbridge.proto.admin.v1.UploadResponse> call =
          PluginServiceGrpc.newBlockingV2Stub(channel)
              .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
              .upload();
      byte[] buffer = new byte[CHUNK_BYTES];
      UploadRequest.Builder chunk =
          UploadRequest.newBuilder().setFileName(String.valueOf(jar.getFileName()));
      int n = in.readNBytes(buffer, 0, CHUNK_BYTES);
      while (call.write(chunk.setChunk(ByteString.copyFrom(buffer, 0, n)).build())
          && n == CHUNK_BYTES) {
        n = in.readNBytes(buffer, 0, CHUNK_BYTES);
        chunk.clear();
      }
      call.halfClose();
      var response = call.read();
      if (response == null) {
        throw new CommandException(ExitCode.FAILED, "the node did not answer the upload of " + jar);
      }
      return response.getSha256();
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILED, "cannot read " + jar + " (" + e + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.FAILED, "the upload of " + jar + " was interrupted");
    } catch (StatusException | StatusRuntimeException e) {
      throw failure(e);
    }
  }

  /** Makes a change; the node goes on with it when this process ends. */
  PluginReport apply(ApplyRequest request, Consumer<ApplyResponse> progress) {
    return call(
        () -> {
          Iterator<ApplyResponse> events =
              PluginServiceGrpc.newBlockingStub(channel).apply(request);
          while (events.hasNext()) {
            ApplyResponse event = events.next();
            if (event.hasReport()) {
              return event.getReport();
            }
            progress.accept(event);
          }
          throw new CommandException(
              ExitCode.FAILED,
              "the node did not say what became of the change; see 'ghostbridge plugin history'");
        });
  }

  /** Has the whole chain verified; takes as long as it takes. */
  VerifyChainResponse verifyChain(Consumer<VerifyChainResponse> progress) {
    return call(
        () -> {
          Iterator<VerifyChainResponse> answers =
              LedgerServiceGrpc.newBlockingStub(channel)
                  .verifyChain(VerifyChainRequest.getDefaultInstance());
          while (answers.hasNext()) {
            VerifyChainResponse answer = answers.next();
            if (answer.getDone()) {
              return answer;
            }
            progress.accept(answer);
          }
          throw new CommandException(
              ExitCode.FAILED, "the node did not say what came of the verification; try again");
        });
  }

  /** The zones that the node signs, with their keys. */
  DnssecStatusResponse dnssec() {
    return call(() -> dnssecStub().status(DnssecStatusRequest.getDefaultInstance()));
  }

  /** Takes a step of a key rollover. */
  DnssecZone roll(DnssecRollRequest request) {
    return call(() -> dnssecStub().roll(request));
  }

  private DnssecServiceGrpc.DnssecServiceBlockingStub dnssecStub() {
    return DnssecServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  private PluginServiceBlockingStub stub() {
    return PluginServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  private <T> T call(Supplier<T> call) {
    try {
      return call.get();
    } catch (StatusRuntimeException e) {
      throw failure(e);
    }
  }

  /** What the node said, in one line. */
  private CommandException failure(Exception failure) {
    Status status = Status.fromThrowable(failure);
    return switch (status.getCode()) {
      case UNAVAILABLE ->
          new CommandException(
              ExitCode.NOT_RUNNING,
              "the node does not answer at "
                  + socket
                  + " ("
                  + describe(status)
                  + "): is the file yours, and is the node ready? See 'ghostbridge status'");
      case UNIMPLEMENTED ->
          new CommandException(
              ExitCode.FAILED,
              "the node has no service for that: 'ghostbridge shell scr:list' tells what does not run");
      default -> new CommandException(ExitCode.FAILED, describe(status) + reason(failure));
    };
  }

  private static String describe(Status status) {
    String text = status.getDescription();
    return text == null ? status.getCode().toString() : text.replace('\n', ' ');
  }

  private static String reason(Exception failure) {
    com.google.rpc.Status details = StatusProto.fromThrowable(failure);
    if (details == null) {
      return "";
    }
    for (var detail : details.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        try {
          return " (" + detail.unpack(ErrorInfo.class).getReason() + ")";
        } catch (InvalidProtocolBufferException e) {
          // The sentence says it all the same.
        }
      }
    }
    return "";
  }

  @Override
  public void close() {
    channel.shutdownNow();
    // Nothing is left to wait for: its only channel is closed.
    var _ = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }
}
