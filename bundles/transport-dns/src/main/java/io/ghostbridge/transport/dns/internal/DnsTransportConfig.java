package io.ghostbridge.transport.dns.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Configuration of DNS over UDP, TCP, TLS, HTTPS and QUIC. */
@ObjectClassDefinition(name = "GhostBridge DNS transport")
@interface DnsTransportConfig {
  /** The IP addresses to listen on, separated by commas; a wildcard stands for all of the start. */
  @AttributeDefinition(
      description =
          "IP addresses to listen on, separated by commas; 0.0.0.0 and :: stand for those that the"
              + " machine has at the start")
  String addresses() default "127.0.0.1";

  /** The port, for UDP and TCP; 0 for any that is free. */
  @AttributeDefinition(description = "port for UDP and TCP", min = "0", max = "65535")
  int port() default 1053;

  /** Threads that serve sockets; where there is epoll, each has its own UDP socket. */
  @AttributeDefinition(description = "event loops", min = "1", max = "64")
  int eventLoops() default 1;

  /** The greatest UDP response in bytes; a longer one sends the client to TCP. */
  @AttributeDefinition(description = "greatest UDP response in bytes", min = "512", max = "4096")
  int udpPayloadBytes() default 1232;

  /** Questions that may wait for a source at once; beyond, SERVFAIL. */
  @AttributeDefinition(
      description = "questions waiting for a source at once",
      min = "1",
      max = "1000000")
  int maximumInFlight() default 10_000;

  /** TCP connections open at once. */
  @AttributeDefinition(description = "TCP connections open at once", min = "1", max = "1000000")
  int maximumTcpConnections() default 1000;

  /** Queries of one TCP connection that may wait for an answer at once. */
  @AttributeDefinition(
      description = "queries of one TCP connection waiting at once",
      min = "1",
      max = "10000")
  int maximumTcpQueries() default 100;

  /** Milliseconds after which a TCP connection without a query is closed. */
  @AttributeDefinition(
      description = "idle time of a TCP connection in milliseconds",
      min = "100",
      max = "3600000")
  int tcpIdleTimeoutMillis() default 10_000;

  /** Connections of one client open at once, of TCP, and again of TLS and HTTPS together. */
  @AttributeDefinition(
      description =
          "connections open at once from one address (of IPv6: /56); TCP, and again TLS and HTTPS"
              + " together",
      min = "1",
      max = "1000000")
  int maximumConnectionsPerClient() default 500;

  /** DNS over TLS. */
  @AttributeDefinition(
      description = "DNS over TLS (RFC 7858)",
      options = {@Option(label = "off", value = "off"), @Option(label = "on", value = "on")})
  String tls() default "off";

  /** The TCP port of DNS over TLS; 0 for any that is free. */
  @AttributeDefinition(description = "TCP port of DNS over TLS", min = "0", max = "65535")
  int tlsPort() default 1853;

  /** DNS over HTTPS. */
  @AttributeDefinition(
      description = "DNS over HTTPS (RFC 8484)",
      options = {@Option(label = "off", value = "off"), @Option(label = "on", value = "on")})
  String https() default "off";

  /** The port of DNS over HTTPS; 0 for any that is free. */
  @AttributeDefinition(description = "port of DNS over HTTPS", min = "0", max = "65535")
  int httpsPort() default 1443;

  /** The path that questions are asked at. */
  @AttributeDefinition(description = "path of DNS over HTTPS")
  String httpsPath() default "/dns-query";

  /** Whether DNS over HTTPS is spoken by HTTP/3 as well, on the UDP port of the same number. */
  @AttributeDefinition(
      description = "DNS over HTTPS by HTTP/3 as well, on the UDP port of the same number",
      options = {@Option(label = "off", value = "off"), @Option(label = "on", value = "on")})
  String http3() default "off";

  /** DNS over QUIC. */
  @AttributeDefinition(
      description = "DNS over QUIC (RFC 9250)",
      options = {@Option(label = "off", value = "off"), @Option(label = "on", value = "on")})
  String quic() default "off";

  /** The UDP port of DNS over QUIC; 0 for any that is free. */
  @AttributeDefinition(description = "UDP port of DNS over QUIC", min = "0", max = "65535")
  int quicPort() default 1853;

  /** Connections of TLS and HTTP/2 open at once, and as many of QUIC, and of HTTP/3. */
  @AttributeDefinition(
      description =
          "connections of TLS and HTTP/2 open at once, as many of QUIC, and as many of HTTP/3",
      min = "1",
      max = "1000000")
  int maximumEncryptedConnections() default 1000;

  /** Requests open at once on one connection of HTTPS or QUIC. */
  @AttributeDefinition(
      description = "requests open at once on one connection of HTTPS or QUIC",
      min = "1",
      max = "10000")
  int maximumStreams() default 100;

  /** Milliseconds after which an encrypted connection without a query is closed. */
  @AttributeDefinition(
      description = "idle time of an encrypted connection in milliseconds",
      min = "100",
      max = "3600000")
  int encryptedIdleTimeoutMillis() default 30_000;

  /** Milliseconds in which an encrypted connection has to be secured. */
  @AttributeDefinition(
      description = "time for the handshake of an encrypted connection in milliseconds",
      min = "100",
      max = "600000")
  int handshakeTimeoutMillis() default 5000;

  /** Milliseconds that questions in flight have to finish when the bundle stops. */
  @AttributeDefinition(
      description = "time for questions in flight at stop, in milliseconds",
      min = "0",
      max = "60000")
  int drainTimeoutMillis() default 2000;

  /** UDP responses a second to one /24 or /56; 0 for no limit. */
  @AttributeDefinition(
      description = "UDP responses a second to one network (/24, /56); 0 = no limit",
      min = "0",
      max = "1000000")
  int rateLimitResponsesPerSecond() default 500;

  /** UDP responses to one network at once, before the rate counts. */
  @AttributeDefinition(
      description = "UDP responses to one network at once",
      min = "1",
      max = "1000000")
  int rateLimitBurst() default 1000;

  /** One in so many responses over the limit is sent, truncated; 0 for none. */
  @AttributeDefinition(
      description = "one in so many responses over the limit is sent truncated; 0 = none",
      min = "0",
      max = "100")
  int rateLimitSlip() default 2;

  /** Networks without a limit, separated by commas. */
  @AttributeDefinition(description = "networks without a limit, separated by commas")
  String rateLimitExempt() default "127.0.0.0/8, ::1";

  /** Whether clients get cookies, and whether those who know of them have to show one by UDP. */
  @AttributeDefinition(
      description =
          "DNS cookies: off; on; required: clients that know of cookies show one before they are"
              + " answered by UDP",
      options = {
        @Option(label = "off", value = "off"),
        @Option(label = "on", value = "on"),
        @Option(label = "required", value = "required")
      })
  String cookies() default "on";

  /** The file of the cookies' secrets, for several servers behind one address. */
  @AttributeDefinition(
      description =
          "file of the cookies' secrets, a line of 32 hexadecimal digits each, the first for new"
              + " cookies; empty: one is made at each start",
      required = false)
  String cookieSecretFile() default "";

  /** Servers that are asked for names of no zone here; none, to refuse such names. */
  @AttributeDefinition(
      description =
          "servers asked for names of no zone here, as addresses with or without a port, separated"
              + " by commas; empty = such names are refused")
  String forwarders() default "";

  /** Networks whose clients may ask for such names, separated by commas. */
  @AttributeDefinition(description = "networks whose questions are forwarded, separated by commas")
  String forwardClients() default "127.0.0.0/8, ::1";

  /** Milliseconds that a forwarder has to answer by UDP, and again by TCP. */
  @AttributeDefinition(
      description = "time for a forwarder's answer, in milliseconds",
      min = "100",
      max = "30000")
  int forwardTimeoutMillis() default 2000;

  /** Questions that may wait for a forwarder at once; beyond, SERVFAIL. */
  @AttributeDefinition(
      description = "questions waiting for a forwarder at once",
      min = "1",
      max = "100000")
  int maximumForwarded() default 1000;
}
