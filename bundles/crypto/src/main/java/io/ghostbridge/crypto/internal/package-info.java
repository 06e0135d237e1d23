/** The look-up of algorithms by name. */
@NullMarked
package io.ghostbridge.crypto.internal;

import org.jspecify.annotations.NullMarked;
