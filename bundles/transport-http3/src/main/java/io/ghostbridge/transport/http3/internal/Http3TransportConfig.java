package io.ghostbridge.transport.http3.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** {@code config/io.ghostbridge.transport.http3.cfg}. */
@ObjectClassDefinition(name = "gRPC over HTTP/3")
public @interface Http3TransportConfig {
  @AttributeDefinition(description = "Whether it listens")
  boolean enabled() default true;

  @AttributeDefinition(description = "Address to listen on")
  String address() default "127.0.0.1";

  @AttributeDefinition(description = "UDP port; 0 takes a free one", min = "0", max = "65535")
  int port() default 9090;

  @AttributeDefinition(
      description = "What decides how much is on its way at once",
      options = {
        @Option(label = "cubic", value = "cubic"),
        @Option(label = "bbr", value = "bbr"),
        @Option(label = "reno", value = "reno")
      })
  String congestionControl() default "cubic";

  @AttributeDefinition(
      description = "The largest UDP payload that is sent, in bytes",
      min = "1200",
      max = "1472")
  int maxPayloadBytes() default 1350;

  @AttributeDefinition(
      description =
          "Whether the kernel cuts large buffers into datagrams (UDP GSO) and joins received ones (UDP GRO), where it can",
      options = {@Option(label = "on", value = "on"), @Option(label = "off", value = "off")})
  String segmentation() default "on";

  @AttributeDefinition(
      description = "Whether calls that bear it run before the handshake is complete (0-RTT)",
      options = {@Option(label = "on", value = "on"), @Option(label = "off", value = "off")})
  String earlyData() default "on";

  @AttributeDefinition(
      description =
          "Handshakes under way from which on clients prove their address by a Retry; 0: always",
      min = "0",
      max = "1000000")
  int retryHandshakes() default 64;

  @AttributeDefinition(
      description =
          "Version Negotiation packets, and stateless resets, sent in a second by one socket",
      min = "0",
      max = "1000000")
  int statelessAnswersPerSecond() default 100;

  @AttributeDefinition(
      description = "Announced to HTTP/2's clients (alt-svc), in seconds; 0: not announced",
      min = "0",
      max = "31536000")
  int alternativeServiceSeconds() default 86_400;

  @AttributeDefinition(
      description = "Threads that read and write; 0 means one a processor",
      min = "0",
      max = "1024")
  int eventLoopThreads() default 0;

  @AttributeDefinition(description = "Connections open at once", min = "1", max = "1000000")
  int maxConnections() default 20_000;

  @AttributeDefinition(
      description = "Connections open at once from one address",
      min = "1",
      max = "1000000")
  int maxConnectionsPerAddress() default 15_000;

  @AttributeDefinition(
      description = "Calls open at once on one connection",
      min = "1",
      max = "1000000")
  int maxConcurrentStreams() default 2000;

  @AttributeDefinition(
      description = "Size of a request's header section in bytes",
      min = "4096",
      max = "1048576")
  int maxHeaderListBytes() default 16 * 1024;

  @AttributeDefinition(
      description = "Time for the handshake, in milliseconds",
      min = "100",
      max = "600000")
  long handshakeTimeoutMillis() default 10_000;

  @AttributeDefinition(
      description = "Silence after which a connection is forgotten, in milliseconds",
      min = "1000",
      max = "86400000")
  long idleTimeoutMillis() default 60_000;

  @AttributeDefinition(
      description = "How long a client may take nothing of an answer, in milliseconds",
      min = "100",
      max = "86400000")
  long stallTimeoutMillis() default 120_000;

  @AttributeDefinition(
      description = "Age at which a client is asked to connect anew, in milliseconds; 0: never",
      min = "0",
      max = "31536000000")
  long maxConnectionAgeMillis() default 0;

  @AttributeDefinition(
      description = "How long calls may go on after that, in milliseconds",
      min = "0",
      max = "86400000")
  long maxConnectionAgeGraceMillis() default 60_000;

  @AttributeDefinition(
      description = "How long calls in flight may take when the transport stops, in milliseconds",
      min = "0",
      max = "600000")
  long drainTimeoutMillis() default 10_000;
}
