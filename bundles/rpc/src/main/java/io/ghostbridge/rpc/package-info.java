/**
 * The contract between the gRPC dispatcher and the transports that carry calls. A transport turns
 * its protocol's streams into {@link io.ghostbridge.rpc.RpcStream}s and hands their events to the
 * {@link io.ghostbridge.rpc.RpcCall} that {@link io.ghostbridge.rpc.RpcSession#open} returned. What
 * transports have in common stands beside it: their threads, their counts of connections, and the
 * rules of field names.
 */
@NullMarked
@Version("1.4.0")
package io.ghostbridge.rpc;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
