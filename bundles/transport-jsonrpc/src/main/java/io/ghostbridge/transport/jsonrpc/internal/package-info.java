/** JSON-RPC 2.0 over HTTP/1.1 and WebSocket (RFC 6455) on Netty. */
@NullMarked
package io.ghostbridge.transport.jsonrpc.internal;

import org.jspecify.annotations.NullMarked;
