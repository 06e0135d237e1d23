package io.ghostbridge.secure.channel.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** {@code config/io.ghostbridge.secure.channel.cfg}. */
@ObjectClassDefinition(name = "Secure channel")
public @interface SecureChannelConfig {
  @AttributeDefinition(
      description = "How far the time of a request may lie from this node's, in milliseconds",
      min = "1000",
      max = "3600000")
  long timeWindowMillis() default 60_000;

  @AttributeDefinition(
      description =
          "How long clients use an epoch's keys before they rotate, in milliseconds; at twice that they end",
      min = "1000",
      max = "86400000")
  long rotateAfterMillis() default 3_600_000;

  @AttributeDefinition(
      description = "How many messages an epoch's keys protect before clients rotate",
      min = "100",
      max = "4294967296")
  long rotateAfterMessages() default 67_108_864;

  @AttributeDefinition(
      description = "How many bytes of bodies an epoch's keys protect before clients rotate",
      min = "65536",
      max = "70368744177664")
  long rotateAfterBytes() default 68_719_476_736L;

  @AttributeDefinition(
      description = "When a session ends, whatever happens, in milliseconds",
      min = "1000",
      max = "2592000000")
  long sessionLifetimeMillis() default 86_400_000;

  @AttributeDefinition(
      description = "When a session without calls ends, in milliseconds",
      min = "1000",
      max = "2592000000")
  long sessionIdleTimeoutMillis() default 3_600_000;

  @AttributeDefinition(
      description = "When a session ends in which no call was made yet, in milliseconds",
      min = "1000",
      max = "600000")
  long probationMillis() default 10_000;

  @AttributeDefinition(description = "How many sessions there may be", min = "1", max = "1000000")
  int maxSessions() default 8192;

  @AttributeDefinition(
      description =
          "How many sessions one client may have: one key, or without a key one address (IPv6: one /64)",
      min = "1",
      max = "1000000")
  int maxSessionsPerClient() default 256;

  @AttributeDefinition(
      description = "How many sessions there may be in which no call was made yet",
      min = "1",
      max = "100000")
  int maxSessionsOnProbation() default 1024;

  @AttributeDefinition(
      description = "How many sessions are opened, and keys rotated, at the same time",
      min = "1",
      max = "1024")
  int maxConcurrentHandshakes() default 16;

  @AttributeDefinition(
      description =
          "How many counters below the highest one a session may still get calls with, a power of two",
      options = {
        @Option(label = "1024", value = "1024"),
        @Option(label = "4096", value = "4096"),
        @Option(label = "16384", value = "16384"),
        @Option(label = "65536", value = "65536"),
        @Option(label = "262144", value = "262144")
      })
  int replayWindowBits() default 65_536;

  @AttributeDefinition(
      description = "How long the node's keys for opening sessions are valid, in milliseconds",
      min = "60000",
      max = "604800000")
  long serverKeyLifetimeMillis() default 86_400_000;
}
