/** Just enough of DNS to check an answer, and the zone that the peers serve. */
@NullMarked
package io.ghostbridge.bench.dns;

import org.jspecify.annotations.NullMarked;
