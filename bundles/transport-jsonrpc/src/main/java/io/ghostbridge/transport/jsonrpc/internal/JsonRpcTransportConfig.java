package io.ghostbridge.transport.jsonrpc.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of JSON-RPC over HTTP and WebSocket. */
@ObjectClassDefinition(name = "GhostBridge JSON-RPC transport")
@interface JsonRpcTransportConfig {
  /** Whether to listen at all. */
  @AttributeDefinition(description = "whether to listen")
  boolean enabled() default false;

  /** The IP address to listen on. */
  @AttributeDefinition(description = "IP address to listen on")
  String address() default "127.0.0.1";

  /** The port; 0 for any that is free. */
  @AttributeDefinition(description = "TCP port", min = "0", max = "65535")
  int port() default 8545;

  /** Names that clients may know this server by, separated by commas. */
  @AttributeDefinition(
      description = "names in the Host header that are served, separated by commas; * = any")
  String hosts() default "localhost";

  /** Origins whose pages may call, separated by commas. */
  @AttributeDefinition(
      description =
          "origins of web pages that may call (CORS, WebSocket), separated by commas; * = any;"
              + " empty = none")
  String corsOrigins() default "";

  /** Threads that serve sockets. */
  @AttributeDefinition(description = "event loops", min = "1", max = "64")
  int eventLoops() default 1;

  /** Connections open at once. */
  @AttributeDefinition(description = "connections open at once", min = "1", max = "1000000")
  int maximumConnections() default 2000;

  /** Connections of one client address open at once. */
  @AttributeDefinition(
      description = "connections of one address open at once",
      min = "1",
      max = "1000000")
  int maximumConnectionsPerAddress() default 1000;

  /** HTTP requests and WebSocket messages that are executed at once. */
  @AttributeDefinition(description = "requests executed at once", min = "1", max = "1000000")
  int maximumRequests() default 1000;

  /** Messages of one WebSocket that are executed at once; more are read when these are done. */
  @AttributeDefinition(
      description = "messages of one WebSocket executed at once",
      min = "1",
      max = "10000")
  int maximumRequestsPerWebSocket() default 16;

  /** The largest request in bytes. */
  @AttributeDefinition(description = "largest request in bytes", min = "1024", max = "268435456")
  int maximumRequestBytes() default 5_242_880;

  /** The largest answer in bytes, of a batch together. */
  @AttributeDefinition(description = "largest answer in bytes", min = "1024", max = "1073741824")
  int maximumResponseBytes() default 26_214_400;

  /** The most calls of a batch. */
  @AttributeDefinition(description = "calls of a batch", min = "1", max = "100000")
  int maximumBatch() default 1000;

  /** Calls a second of one client address; 0 for no limit. */
  @AttributeDefinition(
      description = "calls a second of one address; 0 = no limit",
      min = "0",
      max = "1000000")
  int callsPerSecond() default 0;

  /** Calls of one client address at once, before the rate counts. */
  @AttributeDefinition(
      description = "calls of one address at once, before the rate counts",
      min = "1",
      max = "1000000")
  int callsBurst() default 2000;

  /** Milliseconds until a request is there, from the connection or the last answer on. */
  @AttributeDefinition(
      description = "time until a whole request is there, in milliseconds",
      min = "100",
      max = "3600000")
  int requestTimeoutMillis() default 60_000;

  /** Milliseconds of silence after which a WebSocket is pinged, and again until it is closed. */
  @AttributeDefinition(
      description = "silence until a WebSocket is pinged, in milliseconds",
      min = "100",
      max = "3600000")
  int pingMillis() default 30_000;

  /** Milliseconds that a client may take nothing of what waits for it. */
  @AttributeDefinition(
      description = "time that a client may take nothing, in milliseconds",
      min = "100",
      max = "3600000")
  int stallTimeoutMillis() default 30_000;

  /** Milliseconds that calls in flight have to finish when a bundle stops. */
  @AttributeDefinition(
      description = "time for calls in flight at stop, in milliseconds",
      min = "0",
      max = "600000")
  int drainTimeoutMillis() default 5000;
}
