package io.ghostbridge.contracts.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the contract service. */
@ObjectClassDefinition(name = "GhostBridge contract service")
@interface ContractsConfig {
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

  /** How long a trace may take, in milliseconds, a slow reader's time included. */
  @AttributeDefinition(
      description = "time that a trace may take, its reader's included, in ms",
      min = "10",
      max = "3600000")
  int traceTimeoutMillis() default 60_000;

  /** The most calls that only read, estimates and traces at once. */
  @AttributeDefinition(
      description = "calls that only read, estimates and traces at once",
      min = "1",
      max = "10000")
  int maximumCalls() default 16;

  /** The most open streams of events. */
  @AttributeDefinition(description = "open streams of events", min = "1", max = "1000000")
  int maximumSubscribers() default 10_000;
}
