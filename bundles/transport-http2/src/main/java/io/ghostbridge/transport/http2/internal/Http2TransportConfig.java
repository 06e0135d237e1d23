package io.ghostbridge.transport.http2.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** {@code config/io.ghostbridge.transport.http2.cfg}. */
@ObjectClassDefinition(name = "gRPC over HTTP/2")
public @interface Http2TransportConfig {
  @AttributeDefinition(description = "Address to listen on")
  String address() default "127.0.0.1";

  @AttributeDefinition(description = "TCP port; 0 takes a free one", min = "0", max = "65535")
  int port() default 9090;

  @AttributeDefinition(
      description = "off: clear text (h2c); on: TLS 1.3",
      options = {@Option(label = "off", value = "off"), @Option(label = "on", value = "on")})
  String tls() default "off";

  @AttributeDefinition(
      description =
          "auto: BoringSSL where its library is there, else the JDK's TLS; jdk: the JDK's",
      options = {@Option(label = "auto", value = "auto"), @Option(label = "jdk", value = "jdk")})
  String tlsEngine() default "auto";

  @AttributeDefinition(
      description = "Whether clear text may be served on an address other than loopback")
  boolean plaintextBeyondLoopback() default false;

  @AttributeDefinition(
      description = "PEM file of the certificate chain; empty: the one of io.ghostbridge.tls",
      required = false)
  String certificateFile() default "";

  @AttributeDefinition(description = "PEM file of the certificate's PKCS#8 key", required = false)
  String keyFile() default "";

  @AttributeDefinition(
      description = "PEM file of the authorities that sign client certificates",
      required = false)
  String clientCaFile() default "";

  @AttributeDefinition(
      description = "Whether clients show a certificate",
      options = {
        @Option(label = "none", value = "none"),
        @Option(label = "optional", value = "optional"),
        @Option(label = "required", value = "required")
      })
  String clientCertificate() default "none";

  @AttributeDefinition(
      description = "Subjects of client certificates that are an operator's, by semicolons",
      required = false)
  String operatorSubjects() default "";

  @AttributeDefinition(
      description =
          "Path of the operator's Unix domain socket; empty: admin.sock in the data directory; off: none",
      required = false)
  String adminSocket() default "";

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
      description = "Time for the TLS handshake, and for HTTP/2's settings, in milliseconds",
      min = "100",
      max = "600000")
  long handshakeTimeoutMillis() default 10_000;

  @AttributeDefinition(
      description = "Time from the first byte of a frame to its last, in milliseconds",
      min = "100",
      max = "600000")
  long frameTimeoutMillis() default 10_000;

  @AttributeDefinition(
      description = "How long a client may take nothing of an answer, in milliseconds",
      min = "100",
      max = "86400000")
  long stallTimeoutMillis() default 120_000;

  @AttributeDefinition(
      description = "Silence after which a client is pinged, in milliseconds; 0: never",
      min = "0",
      max = "86400000")
  long keepaliveMillis() default 300_000;

  @AttributeDefinition(
      description = "Time for the ping's answer, in milliseconds",
      min = "100",
      max = "600000")
  long keepaliveTimeoutMillis() default 20_000;

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
