/** A channel to GhostBridge nodes for Java programs: it pools, batches and survives. */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.client;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
