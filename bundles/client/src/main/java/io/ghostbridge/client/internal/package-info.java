/** The channel put together. */
@NullMarked
package io.ghostbridge.client.internal;

import org.jspecify.annotations.NullMarked;
