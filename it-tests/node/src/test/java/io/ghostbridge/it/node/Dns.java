package io.ghostbridge.it.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The least of a DNS client (RFC 1035): so that the tests need no command of the machine. */
final class Dns {
  private static final int TIMEOUT_MILLIS = 20_000;

  private Dns() {}

  /** The address that the last record of the answer to {@code name} A holds. */
  static String address(String name, int port) throws IOException {
    var query = new ByteArrayOutputStream();
    query.write(new byte[] {0x12, 0x34, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    for (String label : name.split("\\.", -1)) {
      query.write(label.length());
      query.write(label.getBytes(StandardCharsets.US_ASCII));
    }
    query.write(new byte[] {0, 0, 1, 0, 1});
    try (var socket = new DatagramSocket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.send(
          new DatagramPacket(
              query.toByteArray(), query.size(), InetAddress.getLoopbackAddress(), port));
      var answer = new DatagramPacket(new byte[512], 512);
      socket.receive(answer);
      int responseCode = answer.getData()[3] & 15;
      int answers = answer.getData()[7];
      if (responseCode != 0 || answers == 0) {
        return "no answer, RCODE " + responseCode;
      }
      return InetAddress.getByAddress(
              Arrays.copyOfRange(answer.getData(), answer.getLength() - 4, answer.getLength()))
          .getHostAddress();
    }
  }
}
