/** The gRPC service of the chain: {@code ghost.chain.v1.GhostChainService}. */
@NullMarked
package io.ghostbridge.chain.internal;

import org.jspecify.annotations.NullMarked;
