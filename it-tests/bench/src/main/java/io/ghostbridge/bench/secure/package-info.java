/** Load on the secure channel: requests made beforehand, each authenticated, sent raw. */
@NullMarked
package io.ghostbridge.bench.secure;

import org.jspecify.annotations.NullMarked;
