package io.ghostbridge.rpc.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code config/io.ghostbridge.rpc.cfg}. */
@ObjectClassDefinition(name = "gRPC dispatch")
public @interface RpcConfig {
  @AttributeDefinition(
      description = "The largest request message that is accepted, in bytes",
      min = "1024",
      max = "1073741824")
  int maxMessageBytes() default 4 * 1024 * 1024;

  @AttributeDefinition(
      description = "How many bytes of unfinished large requests all clients together may occupy",
      min = "1048576",
      max = "68719476736")
  long maxBufferedBytes() default 128L * 1024 * 1024;

  @AttributeDefinition(
      description =
          "How many bytes of answers may wait for one slow call before it is ended; handlers on virtual"
              + " threads are held back long before",
      min = "65536",
      max = "1073741824")
  int maxQueuedBytes() default 16 * 1024 * 1024;

  @AttributeDefinition(
      description =
          "How long a withdrawn service's calls in flight may take before they are ended, in milliseconds",
      min = "0",
      max = "600000")
  long serviceDrainTimeoutMillis() default 10_000;
}
