package io.ghostbridge.names.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the resolver. */
@ObjectClassDefinition(name = "GhostBridge names")
@interface NamesConfig {
  /** The most that encoded DNS answers may take, in MiB. */
  @AttributeDefinition(
      description = "memory for encoded DNS answers, in MiB",
      min = "1",
      max = "65536")
  int answerCacheMegabytes() default 48;

  /** The most that names and their records may take, in MiB. */
  @AttributeDefinition(
      description = "memory for names and their records, in MiB",
      min = "1",
      max = "65536")
  int entryCacheMegabytes() default 32;
}
