@NullMarked
package io.ghostbridge.peers.ethereum;

import org.jspecify.annotations.NullMarked;
