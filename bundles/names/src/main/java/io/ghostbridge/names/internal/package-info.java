/**
 * The resolver: which source knows a name, the caches in front of it, and authoritative answers.
 */
@NullMarked
package io.ghostbridge.names.internal;

import org.jspecify.annotations.NullMarked;
