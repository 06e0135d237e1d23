/**
 * What the bundles of algorithms share: how they reach native providers, hold keys and check
 * lengths. No API: only bundles {@code crypto-*} of this project may import it.
 */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.crypto;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
