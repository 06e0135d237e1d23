package io.ghostbridge.transport.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.transport.dns.internal.connection.ConnectionLimits;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

final class MessageHandlingTest {
  private static final int ANSWER_WITHIN_MILLIS = 20_000;

  @TempDir static Path data;
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    server = RunningServer.start(data, ExampleZone.NAME, ExampleZone.text());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Message exchange(byte[] query) throws IOException {
    try (var socket = new DatagramSocket()) {
      socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
      send(socket, query);
      return receive(socket);
    }
  }

  private static void send(DatagramSocket socket, byte[] bytes) throws IOException {
    socket.send(
        new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), server.port()));
  }

  private static Message receive(DatagramSocket socket) throws IOException {
    var packet = new DatagramPacket(new byte[65_535], 65_535);
    socket.receive(packet);
    byte[] bytes = new byte[packet.getLength()];
    System.arraycopy(packet.getData(), 0, bytes, 0, bytes.length);
    return new Message(bytes);
  }

  private static Message withEdns(String name, int type, int payload, int version)
      throws IOException {
    Message query = RunningServer.query(name, type);
    query.addRecord(new OPTRecord(payload, 0, version), Section.ADDITIONAL);
    return query;
  }

  /** Sends what must get no response, then a query, and expects the query's response first. */
  private static void assertDropped(byte[] bytes) throws IOException {
    try (var socket = new DatagramSocket()) {
      socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
      send(socket, bytes);
      Message query = RunningServer.query("www.example.test.", Type.SOA);
      send(socket, query.toWire());
      assertThat(receive(socket).getHeader().getID()).isEqualTo(query.getHeader().getID());
    }
  }

  @Test
  void ednsIsAnsweredWithEdns() throws IOException {
    Message response = exchange(withEdns("www.example.test.", Type.A, 4096, 0).toWire());
    assertThat(response.getOPT().getPayloadSize()).isEqualTo(1232);
    assertThat(response.getSection(Section.ANSWER)).hasSize(2);
    assertThat(exchange(RunningServer.query("www.example.test.", Type.A).toWire()).getOPT())
        .isNull();
  }

  @Test
  void anUnknownEdnsVersionIsBadvers() throws IOException {
    Message response = exchange(withEdns("www.example.test.", Type.A, 1232, 1).toWire());
    assertThat(response.getRcode()).isEqualTo(Rcode.BADVERS);
    assertThat(response.getOPT().getVersion()).isZero();
    assertThat(response.getSection(Section.ANSWER)).isEmpty();
  }

  @Test
  void twoOptRecordsAreAFormatError() throws IOException {
    Message query = withEdns("www.example.test.", Type.A, 1232, 0);
    query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
    assertThat(exchange(query.toWire()).getRcode()).isEqualTo(Rcode.FORMERR);
  }

  @Test
  void anAnswerLongerThanTheClientTakesIsTruncated() throws IOException {
    Message response = exchange(RunningServer.query("big.example.test.", Type.TXT).toWire());
    assertThat(response.getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(response.getSection(Section.ANSWER)).isEmpty();
    assertThat(exchange(withEdns("big.example.test.", Type.TXT, 1232, 0).toWire()))
        .satisfies(
            whole -> {
              assertThat(whole.getHeader().getFlag(Flags.TC)).isFalse();
              assertThat(whole.getSection(Section.ANSWER)).hasSize(3);
            });
  }

  @Test
  void tcpGivesTheWholeAnswer() throws IOException {
    Message response =
        server.resolver(true).send(RunningServer.query("big.example.test.", Type.TXT));
    assertThat(response.getSection(Section.ANSWER)).hasSize(3);
  }

  @Test
  void queriesOnOneTcpConnectionAreAnsweredEach() throws IOException {
    int count = 500;
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
      var out = new DataOutputStream(socket.getOutputStream());
      Set<Integer> asked = new HashSet<>();
      for (int id = 0; id < count; id++) {
        Message query = RunningServer.query("n" + id + ".wild.example.test.", Type.A);
        query.getHeader().setID(id);
        byte[] wire = query.toWire();
        out.writeShort(wire.length);
        out.write(wire);
        asked.add(id);
      }
      var in = new DataInputStream(socket.getInputStream());
      for (int i = 0; i < count; i++) {
        byte[] wire = new byte[in.readUnsignedShort()];
        in.readFully(wire);
        Message response = new Message(wire);
        int id = response.getHeader().getID();
        assertThat(asked.remove(id)).isTrue();
        assertThat(RunningServer.summary(response))
            .isEqualTo("NOERROR\na n" + id + ".wild.example.test. A 192.0.2.99");
      }
    }
  }

  @Test
  void otherOpcodesAreNotImplemented() throws IOException {
    for (int opcode : new int[] {Opcode.IQUERY, Opcode.STATUS, Opcode.NOTIFY, Opcode.UPDATE, 15}) {
      Message query = RunningServer.query("www.example.test.", Type.A);
      query.getHeader().setOpcode(opcode);
      Message response = exchange(query.toWire());
      assertThat(response.getRcode()).isEqualTo(Rcode.NOTIMP);
      assertThat(response.getHeader().getOpcode()).isEqualTo(opcode);
    }
  }

  @Test
  void otherClassesAndTransfersAreRefused() throws IOException {
    Message chaos =
        Message.newQuery(
            Record.newRecord(Name.fromString("version.bind."), Type.TXT, DClass.CHAOS));
    assertThat(exchange(chaos.toWire()).getRcode()).isEqualTo(Rcode.REFUSED);
    for (int type : new int[] {Type.AXFR, Type.IXFR}) {
      byte[] query = RunningServer.query("example.test.", type).toWire();
      assertThat(exchange(query).getRcode()).isEqualTo(Rcode.REFUSED);
    }
  }

  @Test
  void malformedQueriesAreFormatErrors() throws IOException {
    String[] malformed = {
      "1234 0100 0000 0000 0000 0000", // no question
      "1234 0100 0002 0000 0000 0000 03777777 00 0001 0001 03777777 00 0001 0001", // two
      "1234 0100 0001 0000 0000 0000 03777777", // the name does not end
      "1234 0100 0001 0000 0000 0000 03777777 00 0001", // no class
      "1234 0100 0001 0000 0000 0000 c00c 0001 0001", // a name that points to itself
      "1234 0100 0001 0000 0000 0000 43777777 00 0001 0001", // a label type that is none
      "1234 0100 0001 0000 0000 0000 03777777 00 0001 0001 ff", // something behind the end
      "1234 0100 0001 0000 0000 0001 03777777 00 0001 0001", // no additional record
      "1234 0100 0001 0001 0000 0000 03777777 00 0001 0001", // an answer in a query
    };
    for (String each : malformed) {
      Message response = exchange(HexFormat.of().parseHex(each.replace(" ", "")));
      assertThat(response.getRcode()).as(each).isEqualTo(Rcode.FORMERR);
      assertThat(response.getHeader().getID()).isEqualTo(0x1234);
    }
  }

  @Test
  void aDatagramLongerThanAnyQueryIsAFormatError() throws IOException {
    assertThat(exchange(new byte[5000]).getRcode()).isEqualTo(Rcode.FORMERR);
  }

  @Test
  void responsesAndScrapsGetNoResponse() throws IOException {
    Message response = RunningServer.query("www.example.test.", Type.A);
    response.getHeader().setFlag(Flags.QR);
    assertDropped(response.toWire());
    assertDropped(new byte[0]);
    assertDropped(new byte[11]);
  }

  @Test
  void aTcpConnectionThatSendsTooLongAQueryIsClosed() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
      var out = new DataOutputStream(socket.getOutputStream());
      out.writeShort(60_000);
      out.write(new byte[100]);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aTcpConnectionThatBringsNoWholeQueryIsClosedAfterTheIdleTime(@TempDir Path other)
      throws IOException {
    DnsServerSettings settings =
        RunningServer.settings(0, new ConnectionLimits(100, 100, 10, 100), 0);
    try (var impatient =
            RunningServer.start(other, ExampleZone.NAME, ExampleZone.text(), settings);
        var socket = new Socket(InetAddress.getLoopbackAddress(), impatient.port())) {
      socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
      socket.getOutputStream().write(0);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void connectionsBeyondTheLimitAreClosed(@TempDir Path other) throws IOException {
    DnsServerSettings settings =
        RunningServer.settings(0, new ConnectionLimits(1, 1, 10, 60_000), 0);
    try (var small = RunningServer.start(other, ExampleZone.NAME, ExampleZone.text(), settings);
        var first = new Socket(InetAddress.getLoopbackAddress(), small.port())) {
      byte[] query = RunningServer.query("www.example.test.", Type.A).toWire();
      var out = new DataOutputStream(first.getOutputStream());
      out.writeShort(query.length);
      out.write(query);
      assertThat(new DataInputStream(first.getInputStream()).readUnsignedShort()).isPositive();
      assertThat(small.server().snapshot().openConnections()).isEqualTo(1);
      try (var second = new Socket(InetAddress.getLoopbackAddress(), small.port())) {
        second.setSoTimeout(ANSWER_WITHIN_MILLIS);
        assertThatThrownBy(
                () -> {
                  if (second.getInputStream().read() == -1) {
                    throw new IOException("closed");
                  }
                })
            .isInstanceOf(IOException.class);
      }
    }
  }
}
