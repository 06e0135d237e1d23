/**
 * One HTTP/3 connection and its requests. Netty reads frames and field sections; answers are
 * written here, made for many short calls: a stream is one object, and an answer is one buffer.
 */
@NullMarked
package io.ghostbridge.transport.http3.internal.connection;

import org.jspecify.annotations.NullMarked;
