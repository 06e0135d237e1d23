/** Orders transactions on one node: first come, first served, a sender's transactions by nonce. */
@NullMarked
package io.ghostbridge.sequencer.local.internal;

import org.jspecify.annotations.NullMarked;
