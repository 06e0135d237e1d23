/**
 * What a gRPC service bundle tells the dispatcher, and what the dispatcher tells a running call.
 */
@NullMarked
@Version("1.1.0")
package io.ghostbridge.api.rpc;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
