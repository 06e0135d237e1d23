/** The load generators and what they print. */
@NullMarked
package io.ghostbridge.bench.load;

import org.jspecify.annotations.NullMarked;
