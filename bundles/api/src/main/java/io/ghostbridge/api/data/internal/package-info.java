/** The text encodings behind the types of {@code io.ghostbridge.api.data}. */
@NullMarked
package io.ghostbridge.api.data.internal;

import org.jspecify.annotations.NullMarked;
