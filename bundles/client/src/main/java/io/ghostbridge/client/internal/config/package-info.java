/** What grpc-java is told: endpoints, service configuration, TLS. */
@NullMarked
package io.ghostbridge.client.internal.config;

import org.jspecify.annotations.NullMarked;
