/**
 * The meeting place of DNS transports and whoever answers for zones, in wire-format terms (RFC
 * 1035).
 */
@NullMarked
@Version("1.2.0")
package io.ghostbridge.api.dns;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
