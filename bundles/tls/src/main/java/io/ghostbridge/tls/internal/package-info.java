/** The certificates' configuration. */
@NullMarked
package io.ghostbridge.tls.internal;

import org.jspecify.annotations.NullMarked;
