package io.ghostbridge.transport.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.api.dns.DnsResponder;
import io.ghostbridge.transport.dns.internal.connection.ConnectionLimits;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

@Timeout(60)
final class LimitsTest {
  private static final int SLIP = 2;

  @Test
  void aFloodByUdpGetsFewAnswersAndIsSentToTcp(@TempDir Path data) throws IOException {
    int count = 200;
    DnsServerSettings settings =
        RunningServer.settings(0, new ConnectionLimits(10, 10, 10, 60_000), 1);
    try (var server = RunningServer.start(data, ExampleZone.NAME, ExampleZone.text(), settings);
        var client = new DatagramSocket()) {
      byte[] query = RunningServer.query("www.example.test.", Type.A).toWire();
      var packet =
          new DatagramPacket(query, query.length, InetAddress.getLoopbackAddress(), server.port());
      byTcp(server);
      for (int sent = 1; sent <= count; sent++) {
        client.send(packet);
        while (server.server().snapshot().queries() <= sent) {
          Thread.onSpinWait();
        }
      }
      // The same loop answers it, behind all that came by UDP.
      assertThat(byTcp(server).getSection(Section.ANSWER)).hasSize(2);
      int whole = 0;
      int truncated = 0;
      long sent = server.server().snapshot().responses() - 2;
      for (int i = 0; i < sent; i++) {
        var received = new DatagramPacket(new byte[512], 512);
        client.receive(received);
        Message response = new Message(received.getData());
        boolean empty = response.getHeader().getFlag(Flags.TC);
        truncated += empty ? 1 : 0;
        whole += empty ? 0 : 1;
        assertThat(response.getSection(Section.ANSWER)).hasSize(empty ? 0 : 2);
      }
      // Whatever the bucket let through, of the rest one in two was sent.
      assertThat(whole).isPositive();
      assertThat(truncated).isEqualTo((count - whole) / SLIP);
    }
  }

  private static Message byTcp(RunningServer server) throws IOException {
    return server.resolver(true).send(RunningServer.query("www.example.test.", Type.A));
  }

  @Test
  void answersByTcpDoNotWaitForSlowOnesBeforeThem() throws Exception {
    var release = new CountDownLatch(1);
    try (var server = RunningServer.withResponder(new SlowForNxdomain(release));
        var client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      var out = new DataOutputStream(client.getOutputStream());
      var in = new DataInputStream(client.getInputStream());
      send(out, 1, "slow.example.test.");
      send(out, 2, "fast.example.test.");
      send(out, 3, "fast.example.test.");
      assertThat(receive(in).getHeader().getID()).isIn(2, 3);
      assertThat(receive(in).getHeader().getID()).isIn(2, 3);
      release.countDown();
      Message slow = receive(in);
      assertThat(slow.getHeader().getID()).isEqualTo(1);
      assertThat(slow.getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }
  }

  @Test
  void aConnectionWhoseQueryIsNotAnsweredYetIsNotIdle() throws Exception {
    var asked = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    DnsServerSettings settings =
        RunningServer.settings(0, new ConnectionLimits(10, 10, 10, 100), 0);
    try (var server =
            new DnsServer(
                settings, () -> new WaitingResponder(asked, release), RunningServer.noTls());
        var waiting = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      send(new DataOutputStream(waiting.getOutputStream()), 1, "www.example.test.");
      asked.await();
      for (int later = 0; later < 2; later++) {
        try (var idle = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
          assertThat(idle.getInputStream().read()).isEqualTo(-1);
        }
      }
      release.countDown();
      var in = new DataInputStream(waiting.getInputStream());
      assertThat(receive(in).getRcode()).isEqualTo(Rcode.NXDOMAIN);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  private static void send(DataOutputStream out, int id, String name) throws IOException {
    Message query = RunningServer.query(name, Type.A);
    query.getHeader().setID(id);
    byte[] wire = query.toWire();
    out.writeShort(wire.length);
    out.write(wire);
  }

  private static Message receive(DataInputStream in) throws IOException {
    byte[] wire = new byte[in.readUnsignedShort()];
    in.readFully(wire);
    return new Message(wire);
  }

  /** Denies names that begin with "slow", when it is allowed to, and refuses others at once. */
  private record SlowForNxdomain(CountDownLatch release) implements DnsResponder {
    @Override
    public @Nullable DnsAnswer cached(DnsQuestion question) {
      return null;
    }

    @Override
    public DnsAnswer answer(DnsQuestion question) {
      if (question.name()[1] != 's') {
        return DnsAnswer.empty(Rcode.REFUSED);
      }
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return DnsAnswer.empty(Rcode.NXDOMAIN);
    }
  }
}
