/**
 * The meeting place of transports of JSON-RPC 2.0 and whoever has methods. A JSON value is a {@code
 * Map<String, ?>} (an object), a {@code List<?>} (an array), a {@link String}, a {@link Long} or a
 * {@link Double} (a number: whole numbers that fit are longs), a {@link Boolean} or null.
 */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.api.jsonrpc;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
