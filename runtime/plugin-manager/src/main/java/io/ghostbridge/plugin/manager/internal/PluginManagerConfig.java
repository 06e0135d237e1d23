package io.ghostbridge.plugin.manager.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code config/io.ghostbridge.plugin.manager.cfg}. */
@ObjectClassDefinition(
    id = "io.ghostbridge.plugin.manager",
    name = "Plugin manager",
    description = "Installs, updates and removes plugins while the rest serves")
@interface PluginManagerConfig {
  @AttributeDefinition(
      description =
          "Whether plugins without a signature may run, for development: only while the node listens"
              + " on loopback addresses and Unix domain sockets")
  boolean allowUnsigned() default false;

  @AttributeDefinition(description = "How many plugins can be installed", min = "1", max = "1024")
  int maxPlugins() default 128;

  @AttributeDefinition(
      description = "How long a plugin may take to start, in milliseconds",
      min = "10",
      max = "600000")
  long activationTimeoutMillis() default 10_000;

  @AttributeDefinition(
      description =
          "How long users of a plugin's services may take to let go of them, in milliseconds; gRPC calls"
              + " are ended after serviceDrainTimeoutMillis of io.ghostbridge.rpc",
      min = "10",
      max = "660000")
  long drainTimeoutMillis() default 15_000;

  @AttributeDefinition(
      description = "How long a plugin may take to stop once it was drained, in milliseconds",
      min = "10",
      max = "600000")
  long deactivationTimeoutMillis() default 5_000;

  @AttributeDefinition(
      description = "How long a plugin's health check may take, in milliseconds",
      min = "10",
      max = "600000")
  long healthTimeoutMillis() default 5_000;

  @AttributeDefinition(
      description =
          "How long to wait after a removal until nothing of the plugin is left, in milliseconds",
      min = "10",
      max = "600000")
  long unloadTimeoutMillis() default 10_000;

  @AttributeDefinition(
      description = "How long a change waits for another one to end, in milliseconds",
      min = "0",
      max = "600000")
  long changeWaitMillis() default 30_000;
}
