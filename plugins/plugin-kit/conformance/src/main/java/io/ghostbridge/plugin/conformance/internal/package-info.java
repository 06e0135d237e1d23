/** The container that plugins are tried in. */
@NullMarked
package io.ghostbridge.plugin.conformance.internal;

import org.jspecify.annotations.NullMarked;
