/** Modified Merkle-Patricia tries (Yellow Paper, appendix D): roots, updates, proofs. */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.ethereum.trie;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
