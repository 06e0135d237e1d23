package io.ghostbridge.sequencer.local.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
    id = "io.ghostbridge.sequencer.local",
    name = "Local sequencer",
    description = "Orders transactions on this node alone")
@interface SequencerConfig {
  @AttributeDefinition(
      description =
          "Milliseconds that a block waits at most for more transactions after its first one came; it"
              + " waits less when no more are coming",
      min = "0",
      max = "60000")
  int maxBlockWaitMillis() default 200;

  @AttributeDefinition(
      description = "Milliseconds after which a block is made without transactions; 0 means never",
      min = "0",
      max = "3600000")
  int emptyBlockIntervalMillis() default 5000;

  @AttributeDefinition(description = "The most transactions of a block", min = "1", max = "100000")
  int maxBlockTransactions() default 10000;

  @AttributeDefinition(
      description = "The most bytes of transactions of a block",
      min = "65536",
      max = "67108864")
  int maxBlockBytes() default 4194304;

  @AttributeDefinition(
      description = "The most transactions that wait for a block",
      min = "1",
      max = "1000000")
  int maxPending() default 20000;

  @AttributeDefinition(
      description =
          "The most bytes of memory of transactions that are checked or wait for a block; each counts"
              + " for 2048 bytes more than its body",
      min = "1048576",
      max = "8589934592")
  long maxPendingBytes() default 33554432;

  @AttributeDefinition(
      description = "The most transactions of one sender that wait for a block",
      min = "1",
      max = "100000")
  int maxPendingPerSender() default 5000;

  @AttributeDefinition(
      description =
          "Milliseconds that a transaction waits for those with the nonces before its own; then it is"
              + " refused",
      min = "0",
      max = "600000")
  int nonceGapWaitMillis() default 5000;

  @AttributeDefinition(
      description =
          "Seconds that a transaction that runs a contract waits for those with the nonces before"
              + " its own, or for a block in which it pays enough; then it is refused",
      min = "1",
      max = "86400")
  int contractWaitSeconds() default 600;
}
