@NullMarked
package io.ghostbridge.peers.http3;

import org.jspecify.annotations.NullMarked;
