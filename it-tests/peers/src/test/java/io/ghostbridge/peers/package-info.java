/** What others wrote, against GhostBridge. */
@NullMarked
package io.ghostbridge.peers;

import org.jspecify.annotations.NullMarked;
