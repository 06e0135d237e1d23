package io.ghostbridge.client.internal.http3;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.client.ClientTls;
import io.ghostbridge.tls.CertificateFiles;
import io.ghostbridge.tls.DevelopmentCertificate;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which calls no node has acted upon, so that they may be made again, whatever they do. */
@Timeout(60)
class NotProcessedTest {
  private static final int FEW_BYTES = 2000;

  @TempDir private static Path directory;
  private MultiThreadIoEventLoopGroup group;
  private RawNode node;
  private Http3Connection connection;

  @BeforeEach
  void connect() throws Exception {
    CertificateFiles certificate = DevelopmentCertificate.in(directory);
    group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    node = new RawNode(group, certificate, FEW_BYTES);
    connection =
        new QuicDialer(
                group,
                QuicTls.of(ClientTls.trusting(certificate.certificates())),
                Runnable::run,
                10_000)
            .dial(node.address(), "localhost", "node.test")
            .get(20, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() {
    connection.close().awaitUninterruptibly(5000);
    node.close();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10_000);
  }

  private static final class Call extends ClientCall.Listener<byte[]> {
    private final CompletableFuture<Status> ended = new CompletableFuture<>();

    @Override
    public void onClose(Status status, Metadata trailers) {
      ended.complete(status);
    }

    Status status() throws Exception {
      return ended.get(20, TimeUnit.SECONDS);
    }
  }

  /** A call that has reached the node. */
  private Call begin(byte[] message) throws InterruptedException {
    int before = node.requests.size();
    Call listener = new Call();
    ClientCall<byte[], byte[]> call = connection.newCall(Echo.UNARY, Echo.patient());
    call.start(listener, new Metadata());
    call.request(1);
    call.sendMessage(message);
    call.halfClose();
    while (node.requests.size() == before) {
      Thread.sleep(5);
    }
    return listener;
  }

  @Test
  void afterGoAwayTheCallsThatItLeavesOutWereNot() throws Exception {
    Call taken = begin(new byte[1]);
    Call left = begin(new byte[1]);
    node.goAway(node.requests.get(1).streamId());
    assertThat(NotProcessedException.isCauseOf(left.status())).isTrue();
    RawNode.answer(node.requests.getFirst(), 5);
    assertThat(taken.status().getCode()).isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void aSecondGoAwayLeavesOutMore() throws Exception {
    Call left = begin(new byte[1]);
    node.goAway(4000);
    node.goAway(0);
    assertThat(NotProcessedException.isCauseOf(left.status())).isTrue();
  }

  @Test
  void aCallThatWasSentInPartMayHaveBeen() throws Exception {
    Call call = begin(new byte[10 * FEW_BYTES]);
    node.closeConnection();
    Status status = call.status();
    assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(NotProcessedException.isCauseOf(status)).isFalse();
  }

  @Test
  void aNodeThatAnswersWithoutHearingAllIsHeard() throws Exception {
    Call call = begin(new byte[10 * FEW_BYTES]);
    QuicStreamChannel request = node.requests.getFirst();
    request.shutdownInput(ErrorCode.NO_ERROR).syncUninterruptibly();
    RawNode.answer(request, 7);
    assertThat(call.status().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  /** Not of calls that were not processed, but of such a node, too. */
  @Test
  @Tag("full")
  void aNodeThatRefusesProbesIsNotTakenForDead() throws Exception {
    Call call = begin(new byte[1]);
    while (node.refusals.get() < 4 && !call.ended.isDone()) {
      Thread.sleep(5);
    }
    assertThat(call.ended).isNotDone();
  }
}
