package io.ghostbridge.plugin.manager.internal.change;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Whether an endpoint can be reached from this machine only. */
final class LocalAddress {
  private LocalAddress() {}

  /**
   * Whether {@code address} ({@code 127.0.0.1:9090}, {@code [::1]:9090}, {@code unix:/path}) is on
   * loopback or a Unix domain socket. What is neither for certain is not local.
   */
  static boolean isLocal(String address) {
    if (address.startsWith("unix:")) {
      return true;
    }
    int colon = address.lastIndexOf(':');
    String host = colon < 0 ? address : address.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    // Only what is bound is told, which is no name to be looked up.
    boolean literal =
        !host.isEmpty() && host.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.%a-z0-9]*");
    try {
      return literal && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
