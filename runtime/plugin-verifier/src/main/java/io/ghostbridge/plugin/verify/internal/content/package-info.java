/** What a plugin's entries may be. */
@NullMarked
package io.ghostbridge.plugin.verify.internal.content;

import org.jspecify.annotations.NullMarked;
