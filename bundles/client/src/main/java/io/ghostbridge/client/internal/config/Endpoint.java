package io.ghostbridge.client.internal.config;

/**
 * Where a node serves.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {
  private static final String EXPECTED =
      "expected host:port, such as node.example:9090 or [2001:db8::1]:9090";

  /**
   * Reads {@code host:port} or {@code [IPv6]:port}.
   *
   * @throws IllegalArgumentException if {@code text} is neither
   */
  public static Endpoint parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon <= 0) {
      throw wrong(text);
    }
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (bracketed) {
      host = host.substring(1, host.length() - 1);
    }
    boolean readable =
        bracketed ? host.matches("[0-9A-Fa-f:.]+(%[\\w.-]+)?") : host.matches("[\\w.-]{1,253}");
    if (!readable) {
      throw wrong(text);
    }
    return new Endpoint(host, port(text, text.substring(colon + 1)));
  }

  private static int port(String text, String digits) {
    if (digits.matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(digits);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    }
    throw wrong(text);
  }

  private static IllegalArgumentException wrong(String text) {
    String shown = text.length() <= 80 ? text : text.substring(0, 80) + "…";
    return new IllegalArgumentException("the endpoint is '" + shown + "', " + EXPECTED);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
  }
}
