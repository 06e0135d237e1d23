package io.ghostbridge.plugin.admin.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the plugin service. */
@ObjectClassDefinition(name = "GhostBridge plugin administration")
@interface AdminConfig {
  /** The largest jar that may be uploaded, in MiB. */
  @AttributeDefinition(
      description = "the largest jar that may be uploaded, in MiB",
      min = "1",
      max = "32")
  int maxUploadMegabytes() default 32;

  /** How many uploaded jars may wait for a change. */
  @AttributeDefinition(
      description = "how many uploaded jars may wait for a change; older ones go",
      min = "1",
      max = "1000")
  int maxWaitingUploads() default 16;
}
