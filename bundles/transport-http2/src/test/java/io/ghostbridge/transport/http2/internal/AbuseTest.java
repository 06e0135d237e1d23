package io.ghostbridge.transport.http2.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.transport.http2.internal.RawClient.Frame;
import io.ghostbridge.transport.http2.internal.connection.Http2Limits;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCalls;
import io.netty.util.internal.PlatformDependent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hostile clients: each is stopped or held within bounds, and another client is still served. */
@Timeout(180)
class AbuseTest {
  private static final Http2Limits LIMITS =
      new Http2Limits(
          100, 16 * 1024, 256 * 1024, 1024 * 1024, 1500, 1500, 1500, 0, 1000, 0, 1000, 500, 500);
  private static final long ALLOWED_GROWTH_BYTES = 48L * 1024 * 1024;

  private RunningServer server;
  private ManagedChannel other;
  private long memoryBefore;

  @BeforeEach
  void start() throws Exception {
    server = new RunningServer(new ServerLimits(1, true, 20, 10, 2000, LIMITS));
    other = server.client();
    theOtherClientIsServed();
    memoryBefore = memory();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static long memory() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
        + PlatformDependent.usedDirectMemory();
  }

  private void theOtherClientIsServed() {
    byte[] answer =
        ClientCalls.blockingUnaryCall(
            other, EchoService.INLINE, CallOptions.DEFAULT.withWaitForReady(), new byte[] {7});
    assertThat(answer).containsExactly(7);
  }

  private void nothingPiledUp() {
    theOtherClientIsServed();
    assertThat(memory() - memoryBefore).isLessThan(ALLOWED_GROWTH_BYTES);
  }

  /** Sends {@code bytes} until the server has had enough, and tells with which error it said so. */
  private static int floodUntilRefused(RawClient client, byte[] bytes) throws IOException {
    try {
      for (int i = 0; i < 100_000; i++) {
        client.raw(bytes);
      }
    } catch (SocketException e) {
      // Refused while sending; the GOAWAY may still be there to be read.
    }
    Frame goAway = client.readUntil(RawClient.GOAWAY);
    return goAway == null ? RawClient.ENHANCE_YOUR_CALM : goAway.errorCode();
  }

  @Test
  void rapidResetIsStoppedAndStartsNoMoreHandlersThanStreamsAreAllowed() throws Exception {
    try (RawClient client = new RawClient(server.address).preface()) {
      byte[] block = RawClient.request("Hang");
      int sent = 0;
      int most = 0;
      try {
        for (int id = 1; id < 400_000; id += 2) {
          client.raw(
              RawClient.frame(
                  RawClient.HEADERS, RawClient.END_HEADERS | RawClient.END_STREAM, id, block));
          client.raw(RawClient.frame(RawClient.RST_STREAM, 0, id, RawClient.integer(8)));
          sent++;
          most = Math.max(most, server.echo.hanging.get());
        }
      } catch (SocketException e) {
        assertThat(sent).isGreaterThan(100);
      }
      assertThat(most).isLessThanOrEqualTo(LIMITS.maxConcurrentStreams());
      Frame goAway = client.readUntil(RawClient.GOAWAY);
      assertThat(goAway == null ? RawClient.ENHANCE_YOUR_CALM : goAway.errorCode())
          .isEqualTo(RawClient.ENHANCE_YOUR_CALM);
    }
    nothingPiledUp();
  }

  @Test
  void aPingFloodIsStopped() throws Exception {
    try (RawClient client = new RawClient(server.address).preface()) {
      assertThat(floodUntilRefused(client, RawClient.frame(RawClient.PING, 0, 0, new byte[8])))
          .isEqualTo(RawClient.ENHANCE_YOUR_CALM);
    }
    nothingPiledUp();
  }

  @Test
  void aSettingsFloodIsStopped() throws Exception {
    try (RawClient client = new RawClient(server.address).preface()) {
      assertThat(floodUntilRefused(client, RawClient.frame(RawClient.SETTINGS, 0, 0, new byte[0])))
          .isEqualTo(RawClient.ENHANCE_YOUR_CALM);
    }
    nothingPiledUp();
  }

  @Test
  void aFloodOfEmptyDataFramesIsStopped() throws Exception {
    try (RawClient client = new RawClient(server.address).preface()) {
      client.raw(
          RawClient.frame(RawClient.HEADERS, RawClient.END_HEADERS, 1, RawClient.request("Unary")));
      assertThat(floodUntilRefused(client, RawClient.frame(RawClient.DATA, 0, 1, new byte[0])))
          .isEqualTo(RawClient.ENHANCE_YOUR_CALM);
    }
    nothingPiledUp();
  }

  @Test
  void aFloodOfContinuationsIsStopped() throws Exception {
    try (RawClient client = new RawClient(server.address).preface()) {
      client.raw(RawClient.frame(RawClient.HEADERS, 0, 1, RawClient.request("Unary")));
      ByteArrayOutputStream field = new ByteArrayOutputStream();
      RawClient.literal(field, "x", "y");
      assertThat(
              floodUntilRefused(
                  client, RawClient.frame(RawClient.CONTINUATION, 0, 1, field.toByteArray())))
          .isEqualTo(RawClient.ENHANCE_YOUR_CALM);
    }
    nothingPiledUp();
  }

  @Test
  void aHeaderBombIsRefusedAndTheConnectionGoesOn() throws Exception {
    try (RawClient client = new RawClient(server.address).preface()) {
      ByteArrayOutputStream bomb = new ByteArrayOutputStream();
      bomb.writeBytes(RawClient.request("Inline"));
      bomb.write(0x40); // goes into the table ...
      RawClient.string(bomb, "x-bomb");
      RawClient.string(bomb, "b".repeat(3900));
      for (int i = 0; i < 10_000; i++) {
        bomb.write(0x80 | 62); // ... and is named again and again: 39 MB
      }
      client.raw(
          RawClient.frame(
              RawClient.HEADERS,
              RawClient.END_HEADERS | RawClient.END_STREAM,
              1,
              bomb.toByteArray()));
      Frame reset = client.readUntil(RawClient.RST_STREAM);
      assertThat(requireNonNull(reset).streamId()).isEqualTo(1);
      client.raw(
          RawClient.frame(
              RawClient.HEADERS, RawClient.END_HEADERS, 3, RawClient.request("Inline")));
      client.raw(RawClient.frame(RawClient.DATA, RawClient.END_STREAM, 3, new byte[5]));
      Frame answer = client.readUntil(RawClient.DATA);
      assertThat(requireNonNull(answer).streamId()).isEqualTo(3);
    }
    nothingPiledUp();
  }

  @Test
  void aClientThatSaysNothingIsDisconnected() throws Exception {
    try (RawClient client = new RawClient(server.address)) {
      assertThat(client.readUntil(RawClient.GOAWAY)).isNotNull();
      assertThat(client.read()).isNull();
    }
    nothingPiledUp();
  }

  @Test
  void aHeaderBlockThatNeverEndsIsCutOff() throws Exception {
    try (RawClient client = new RawClient(server.address).preface()) {
      byte[] headers =
          RawClient.frame(RawClient.HEADERS, RawClient.END_HEADERS, 1, RawClient.request("Unary"));
      byte[] begun = new byte[headers.length - 1];
      System.arraycopy(headers, 0, begun, 0, begun.length);
      client.raw(begun);
      Frame goAway = client.readUntil(RawClient.GOAWAY);
      assertThat(requireNonNull(goAway).errorCode()).isEqualTo(RawClient.ENHANCE_YOUR_CALM);
    }
    nothingPiledUp();
  }

  @Test
  void aClientThatReadsNothingGetsNoMoreThanAQueueFull() throws Exception {
    // A window of 2^31-1 for every stream, so that only the socket holds the server back.
    byte[] settings = {0, 4, 0x7f, -1, -1, -1};
    try (RawClient client = new RawClient(server.address).preface(settings)) {
      client.raw(
          RawClient.frame(RawClient.WINDOW_UPDATE, 0, 0, RawClient.integer(0x7fff0000 - 65_535)));
      byte[] message = new byte[5 + 10_000];
      message[3] = 10_000 >> 8;
      message[4] = (byte) 10_000;
      for (int id = 1; id < 40; id += 2) {
        client.raw(
            RawClient.frame(
                RawClient.HEADERS, RawClient.END_HEADERS, id, RawClient.request("Flood")));
        client.raw(RawClient.frame(RawClient.DATA, RawClient.END_STREAM, id, message));
      }
      nothingPiledUp();
      // 20 streams of at most 64 KiB and a message, the socket's buffers, and 128 KiB in Netty.
      assertThat(server.echo.floodSent.get()).isLessThan(2000);
      awaitConnections(1);
    }
    nothingPiledUp();
  }

  @Test
  void aStreamWhoseWindowStaysShutIsEnded() throws Exception {
    byte[] settings = {0, 4, 0, 0, 0, 0};
    try (RawClient client = new RawClient(server.address).preface(settings)) {
      client.raw(
          RawClient.frame(RawClient.HEADERS, RawClient.END_HEADERS, 1, RawClient.request("Flood")));
      client.raw(
          RawClient.frame(RawClient.DATA, RawClient.END_STREAM, 1, new byte[] {0, 0, 0, 0, 1, 1}));
      Frame reset = client.readUntil(RawClient.RST_STREAM);
      assertThat(requireNonNull(reset).streamId()).isEqualTo(1);
    }
    nothingPiledUp();
  }

  @Test
  void tooManyStreamsAreRefusedOneByOne() throws Exception {
    try (RawClient client = new RawClient(server.address).preface()) {
      for (int id = 1; id <= 2 * LIMITS.maxConcurrentStreams() + 1; id += 2) {
        client.raw(
            RawClient.frame(
                RawClient.HEADERS, RawClient.END_HEADERS, id, RawClient.request("Hang")));
      }
      Frame reset = requireNonNull(client.readUntil(RawClient.RST_STREAM));
      assertThat(reset.streamId()).isEqualTo(2 * LIMITS.maxConcurrentStreams() + 1);
      assertThat(reset.errorCode()).isEqualTo(RawClient.REFUSED_STREAM);
    }
    nothingPiledUp();
  }

  @Test
  void whoHasItsAnswersMayCallAgainThoughTheHandlersHaveNotReturned() {
    for (int i = 0; i < LIMITS.maxConcurrentStreams() + 10; i++) {
      byte[] answer =
          ClientCalls.blockingUnaryCall(
              other,
              EchoService.LINGER,
              CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
              new byte[] {7});
      assertThat(answer).as("call %d", i).containsExactly(7);
    }
  }

  @Test
  void tooManyConnectionsOfOneAddressAreClosedAndOthersMayStillConnect() throws Exception {
    List<RawClient> crowd = new ArrayList<>();
    try {
      // The other client has one of the ten.
      for (int i = 0; i < 9; i++) {
        RawClient client = new RawClient(server.address).preface();
        crowd.add(client);
        assertThat(client.readUntil(RawClient.SETTINGS)).isNotNull();
      }
      try (RawClient refused = new RawClient(server.address)) {
        assertThat(refused.read()).isNull();
      }
      byte[] elsewhere = {127, 0, 0, 2};
      try (RawClient welcome =
          new RawClient(server.address, InetAddress.getByAddress(elsewhere)).preface()) {
        assertThat(welcome.readUntil(RawClient.SETTINGS)).isNotNull();
      }
    } finally {
      for (RawClient client : crowd) {
        client.close();
      }
    }
    nothingPiledUp();
  }

  private void awaitConnections(int count) {
    while (server.server.openConnections() > count) {
      Thread.onSpinWait();
    }
  }
}
