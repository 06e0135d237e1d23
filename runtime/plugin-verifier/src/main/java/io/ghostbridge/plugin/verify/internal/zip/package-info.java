/** The ZIP container, read so that no two readers can understand it differently. */
@NullMarked
package io.ghostbridge.plugin.verify.internal.zip;

import org.jspecify.annotations.NullMarked;
