/** The operations of ZCrypto, with its layouts and its errors, for those who come from there. */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.api.zcrypto;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
