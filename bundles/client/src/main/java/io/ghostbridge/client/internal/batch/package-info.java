/** Equal small calls put together into one. */
@NullMarked
package io.ghostbridge.client.internal.batch;

import org.jspecify.annotations.NullMarked;
