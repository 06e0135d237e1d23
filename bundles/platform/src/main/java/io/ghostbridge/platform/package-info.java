/**
 * What bundles ask of the operating system: files for this user alone, the private keys in them,
 * and native libraries that stay mapped. A library without state, inside of each bundle that uses
 * it.
 */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.platform;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
