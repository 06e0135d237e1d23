/**
 * The certificate of the transports' encrypted listeners. No API: only transports of this project
 * may import it.
 */
@NullMarked
@Version("1.2.0")
package io.ghostbridge.tls;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
