/** What algorithms cost, ours and others', on one core. */
@NullMarked
package io.ghostbridge.bench.crypto;

import org.jspecify.annotations.NullMarked;
