/** The servers that are measured: how each is started, asked whether it is ready, and checked. */
@NullMarked
package io.ghostbridge.bench.subject;

import org.jspecify.annotations.NullMarked;
