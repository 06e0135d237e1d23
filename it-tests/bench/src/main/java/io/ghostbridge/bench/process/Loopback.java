package io.ghostbridge.bench.process;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The address that every subject serves at. */
public final class Loopback {
  private Loopback() {}

  /** 127.0.0.1. */
  public static InetAddress address() {
    return InetAddress.ofLiteral("127.0.0.1");
  }

  /** 127.0.0.1 with a port. */
  public static InetSocketAddress at(int port) {
    return new InetSocketAddress(address(), port);
  }
}
