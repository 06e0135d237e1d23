package io.ghostbridge.metrics.prometheus.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code config/io.ghostbridge.metrics.prometheus.cfg}. */
@ObjectClassDefinition(name = "Metrics for Prometheus")
public @interface PrometheusConfiguration {
  @AttributeDefinition(description = "Whether metrics are served on the loopback interface")
  boolean enabled() default false;

  @AttributeDefinition(
      description = "The TCP port on 127.0.0.1; 0 takes a free one",
      min = "0",
      max = "65535")
  int port() default 9464;
}
