/**
 * One HTTP/2 connection (RFC 9113). Netty reads frames and header blocks; streams, flow control and
 * the writing side are here, made for many short calls: a stream is one object, and all frames of a
 * read are answered with one buffer.
 */
@NullMarked
package io.ghostbridge.transport.http2.internal.connection;

import org.jspecify.annotations.NullMarked;
