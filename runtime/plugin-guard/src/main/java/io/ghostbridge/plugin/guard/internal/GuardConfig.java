package io.ghostbridge.plugin.guard.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code config/io.ghostbridge.plugin.guard.cfg}. */
@ObjectClassDefinition(name = "Containment of plugins")
public @interface GuardConfig {
  @AttributeDefinition(
      description = "How many failed calls in a window open a plugin's circuit breaker",
      min = "1",
      max = "1000000")
  int errorBudget() default 20;

  @AttributeDefinition(
      description = "What share of the window's calls must have failed as well, in percent",
      min = "1",
      max = "100")
  int errorBudgetPercent() default 10;

  @AttributeDefinition(
      description = "The window in which calls and errors are counted, in milliseconds",
      min = "100",
      max = "3600000")
  long windowMillis() default 60_000;

  @AttributeDefinition(
      description =
          "How long an open breaker lets no call through before it tries one, in milliseconds; doubled by"
              + " each restart",
      min = "10",
      max = "3600000")
  long openMillis() default 5_000;

  @AttributeDefinition(
      description = "How many calls in a row must succeed before a breaker closes again",
      min = "1",
      max = "1000")
  int probes() default 3;

  @AttributeDefinition(
      description =
          "After how long a call that has not ended counts as an error, in milliseconds; streaming calls"
              + " never do",
      min = "10",
      max = "3600000")
  long hangMillis() default 30_000;

  @AttributeDefinition(
      description =
          "How long a call must have run, in milliseconds, for its client's deadline to count as the"
              + " plugin's error; shorter deadlines are the client's own",
      min = "0",
      max = "3600000")
  long deadlineFaultMillis() default 1_000;

  @AttributeDefinition(
      description =
          "How often a plugin whose breaker does not close is stopped and started again before it is"
              + " given up",
      min = "0",
      max = "100")
  int maxRestarts() default 3;
}
