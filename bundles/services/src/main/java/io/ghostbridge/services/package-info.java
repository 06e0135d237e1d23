/**
 * What the bundles of gRPC services share: failures with a reason, answers of one message, streams
 * of what is published, and transactions on their way to the ledger. No API: only service bundles
 * of this project may import it.
 */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.services;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
