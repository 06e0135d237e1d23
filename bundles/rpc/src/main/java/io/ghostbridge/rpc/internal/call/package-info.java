/**
 * One gRPC call: framing, metadata, deadlines, and the order and thread of a handler's callbacks.
 */
@NullMarked
package io.ghostbridge.rpc.internal.call;

import org.jspecify.annotations.NullMarked;
