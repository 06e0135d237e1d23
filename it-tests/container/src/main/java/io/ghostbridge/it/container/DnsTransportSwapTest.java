package io.ghostbridge.it.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HexFormat;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

/** The DNS transport is stopped, updated and started again; nobody answers behind it. */
@ExtendWith(BundleContextExtension.class)
class DnsTransportSwapTest {
  private static final int SWAPS = 5;
  private static final int SERVER_FAILURE = 2;
  private static final int LIMIT_MILLIS = 20_000;

  /** RFC 1035, section 4.1: {@code a.ghost}, class IN, type A. */
  private static final byte[] QUERY =
      HexFormat.of().parseHex("12340100000100000000000001610567686f73740000010001");

  private BundleContext context;
  private Bundle transport;

  @BeforeEach
  void find(@InjectBundleContext BundleContext context) {
    this.context = context;
    transport = Transport.DNS.bundle(context);
  }

  @Test
  void aStoppedTransportLeavesNoThreadAndNoSocket() throws Exception {
    swap();
    transport.stop();
    Set<String> threads = Remains.threads();
    Set<String> sockets = Remains.sockets();
    for (int i = 0; i < SWAPS; i++) {
      transport.start();
      InetSocketAddress address = Transport.DNS.address(context);
      ask(address);
      assertThat(responseCode(askByTls(Transport.DNS.address(context, "tlsPort"))))
          .isEqualTo(SERVER_FAILURE);
      transport.stop();
      assertThatThrownBy(() -> askByTcp(address)).isInstanceOf(IOException.class);
    }
    assertThat(Remains.threadsSince(threads)).isEmpty();
    assertThat(Remains.socketsSince(sockets)).isEmpty();
    transport.start();
  }

  @Test
  void anUpdatedTransportLeavesNoClassLoader() throws Exception {
    WeakReference<ClassLoader> former = swap();
    assertThat(Remains.isCollected(former)).as("the former class loader is collected").isTrue();
    ask(Transport.DNS.address(context));
  }

  /** Answers a query, updates the bundle with itself, and answers again. */
  private WeakReference<ClassLoader> swap() throws Exception {
    ask(Transport.DNS.address(context));
    askByTls(Transport.DNS.address(context, "tlsPort"));
    WeakReference<ClassLoader> former = Remains.classLoader(transport);
    transport.update();
    Remains.refresh(context, transport);
    ask(Transport.DNS.address(context));
    return former;
  }

  private static void ask(InetSocketAddress address) throws IOException {
    assertThat(responseCode(askByUdp(address))).isEqualTo(SERVER_FAILURE);
    assertThat(responseCode(askByTcp(address))).isEqualTo(SERVER_FAILURE);
  }

  private static int responseCode(byte[] answer) {
    return answer[3] & 0xf;
  }

  private static byte[] askByUdp(InetSocketAddress address) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(LIMIT_MILLIS);
      socket.send(new DatagramPacket(QUERY, QUERY.length, address));
      DatagramPacket answer = new DatagramPacket(new byte[512], 512);
      socket.receive(answer);
      return answer.getData();
    }
  }

  private static byte[] askByTcp(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(LIMIT_MILLIS);
      socket.connect(address);
      return ask(socket);
    }
  }

  /** Whatever the certificate is. */
  private static byte[] askByTls(InetSocketAddress address) throws Exception {
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
    try (Socket socket =
        context.getSocketFactory().createSocket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout(LIMIT_MILLIS);
      return ask(socket);
    }
  }

  private static byte[] ask(Socket socket) throws IOException {
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.writeShort(QUERY.length);
    out.write(QUERY);
    out.flush();
    DataInputStream in = new DataInputStream(socket.getInputStream());
    return in.readNBytes(in.readUnsignedShort());
  }
}
