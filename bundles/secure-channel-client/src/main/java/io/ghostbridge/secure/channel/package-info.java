/** The secure channel for clients: an interceptor for any channel of grpc-java. */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.secure.channel;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
