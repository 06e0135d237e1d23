package io.ghostbridge.plugin.dropin.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the drop-in directory. */
@ObjectClassDefinition(name = "GhostBridge drop-in directory of plugins")
@interface DropInConfig {
  /** Which directory. */
  @AttributeDefinition(
      description = "Path, relative to the data directory; empty: plugins/drop-in in it; off: none",
      required = false)
  String directory() default "";

  /** How long a file must not have changed before it is read, in milliseconds. */
  @AttributeDefinition(
      description = "how long a file must not have changed, in milliseconds",
      min = "50",
      max = "600000")
  int settleMillis() default 500;

  /** How often the directory is looked at without being told of a change, in milliseconds. */
  @AttributeDefinition(
      description = "time between looks at the directory, in milliseconds",
      min = "50",
      max = "3600000")
  int rescanMillis() default 5000;

  /** After how long a jar that is not complete is reported, in milliseconds. */
  @AttributeDefinition(
      description = "time after which an incomplete jar is reported, in milliseconds",
      min = "50",
      max = "86400000")
  int incompleteNoticeMillis() default 30_000;

  /** Whether bundles may restart that do not declare that they depend on the plugin. */
  @AttributeDefinition(description = "whether others than declared dependents may restart")
  boolean refreshOthers() default false;
}
