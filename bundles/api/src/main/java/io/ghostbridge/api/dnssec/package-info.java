/** Signatures of DNS zones, in wire-format terms (RFC 4034). */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.api.dnssec;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
