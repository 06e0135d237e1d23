/** What Ethereum's formats are built of, Keccak-256, and what contracts fail with. */
@NullMarked
@Version("1.2.0")
package io.ghostbridge.ethereum;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
