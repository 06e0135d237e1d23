/** Metrics for Prometheus and all that reads its format. */
@NullMarked
package io.ghostbridge.metrics.prometheus.internal;

import org.jspecify.annotations.NullMarked;
