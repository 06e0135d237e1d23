/** What Ethereum's formats are built of: Keccak-256. */
@NullMarked
@Version("1.1.0")
package io.ghostbridge.ethereum;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
