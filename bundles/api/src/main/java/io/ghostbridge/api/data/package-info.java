/** Immutable values that every area uses: byte strings, hashes, addresses and amounts. */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.api.data;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
