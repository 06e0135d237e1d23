/** Tests of the exporter over HTTP. */
@NullMarked
package io.ghostbridge.metrics.prometheus.internal;

import org.jspecify.annotations.NullMarked;
