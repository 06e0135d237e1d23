package io.ghostbridge.ethereum.rpc.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of Ethereum's JSON-RPC methods. */
@ObjectClassDefinition(name = "GhostBridge Ethereum JSON-RPC methods")
@interface EthereumRpcConfig {
  /** The most gas of a call that only reads. */
  @AttributeDefinition(
      description = "gas of a call that only reads, and the most that an estimate tries",
      min = "21000",
      max = "16777216")
  long maximumCallGas() default 16_777_216;

  /** How long a call that only reads may run, in milliseconds. */
  @AttributeDefinition(
      description = "time that a call that only reads, or an estimate, may take, in ms",
      min = "10",
      max = "600000")
  int callTimeoutMillis() default 5_000;

  /** How long a trace may take, in milliseconds. */
  @AttributeDefinition(
      description = "time that a trace may take, in ms",
      min = "10",
      max = "3600000")
  int traceTimeoutMillis() default 30_000;

  /** The most calls that only read, estimates and traces at once. */
  @AttributeDefinition(
      description = "calls that only read, estimates and traces at once",
      min = "1",
      max = "10000")
  int maximumCalls() default 16;

  /** How large a trace's steps may become together, in bytes. */
  @AttributeDefinition(
      description = "size of a trace's steps together, in bytes of memory, roughly",
      min = "65536",
      max = "1073741824")
  int maximumTraceBytes() default 67_108_864;

  /** The most blocks of one search for events. */
  @AttributeDefinition(
      description = "blocks of one search for events",
      min = "1",
      max = "100000000")
  int maximumLogBlocks() default 1_000_000;

  /** The most events of one answer. */
  @AttributeDefinition(description = "events of one answer", min = "1", max = "99999")
  int maximumLogs() default 10_000;

  /** The most filters of one client address. */
  @AttributeDefinition(description = "filters of one address", min = "1", max = "100000")
  int maximumFiltersPerAddress() default 100;

  /** The most filters of all. */
  @AttributeDefinition(description = "filters of all clients", min = "1", max = "1000000")
  int maximumFilters() default 10_000;

  /** How long a filter is kept that nobody asks for changes, in milliseconds. */
  @AttributeDefinition(
      description = "time that a filter is kept that nobody asks for, in ms",
      min = "1000",
      max = "86400000")
  int filterTimeoutMillis() default 300_000;

  /** The most subscriptions of one connection. */
  @AttributeDefinition(description = "subscriptions of one connection", min = "1", max = "10000")
  int maximumSubscriptions() default 100;
}
