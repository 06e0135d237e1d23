package io.ghostbridge.chain.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the chain service. */
@ObjectClassDefinition(name = "GhostBridge chain service")
@interface ChainConfig {
  /** The most that signed answers about names may take, in MiB. */
  @AttributeDefinition(
      description = "memory for signed answers about names, in MiB",
      min = "1",
      max = "65536")
  int answerCacheMegabytes() default 48;

  /** The most open streams of blocks and of changes of names. */
  @AttributeDefinition(
      description = "open streams of blocks and of changes of names",
      min = "1",
      max = "1000000")
  int maximumSubscribers() default 10_000;

  /** The most queries of one ResolveDomains; all of them may be answered by one thread. */
  @AttributeDefinition(description = "queries of one ResolveDomains", min = "1", max = "4096")
  int maximumQueriesPerCall() default 256;
}
