/** Tests of the resolver. */
@NullMarked
package io.ghostbridge.names.internal;

import org.jspecify.annotations.NullMarked;
