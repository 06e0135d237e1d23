/** Benchmarks of a running GhostBridge beside its peers: one class a benchmark. */
@NullMarked
package io.ghostbridge.bench;

import org.jspecify.annotations.NullMarked;
