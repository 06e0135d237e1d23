/** Names and where they come from: sources by zone, and the resolver that asks and caches them. */
@NullMarked
@Version("1.1.0")
package io.ghostbridge.api.names;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
