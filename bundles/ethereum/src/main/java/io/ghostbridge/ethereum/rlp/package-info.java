/** Recursive Length Prefix, the encoding of Ethereum's data (Yellow Paper, appendix B). */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.ethereum.rlp;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
