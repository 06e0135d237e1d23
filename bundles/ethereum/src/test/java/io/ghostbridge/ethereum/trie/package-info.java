@NullMarked
package io.ghostbridge.ethereum.trie;

import org.jspecify.annotations.NullMarked;
