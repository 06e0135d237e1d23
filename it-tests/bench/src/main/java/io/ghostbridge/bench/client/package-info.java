/** Load through the Java client. */
@NullMarked
package io.ghostbridge.bench.client;

import org.jspecify.annotations.NullMarked;
