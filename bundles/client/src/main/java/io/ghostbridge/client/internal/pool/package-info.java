/** A pool of connections for each endpoint, as a policy of grpc-java's load balancing. */
@NullMarked
package io.ghostbridge.client.internal.pool;

import org.jspecify.annotations.NullMarked;
