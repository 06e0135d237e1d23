/** grpc-java's interop client and its service, behind GhostBridge's transport and its own. */
@NullMarked
package io.ghostbridge.peers.interop;

import org.jspecify.annotations.NullMarked;
