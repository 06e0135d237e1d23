/** Signatures: a scheme is found as a service by its algorithm name. */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.api.crypto;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
