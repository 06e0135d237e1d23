@NullMarked
package io.ghostbridge.ethereum.rlp;

import org.jspecify.annotations.NullMarked;
