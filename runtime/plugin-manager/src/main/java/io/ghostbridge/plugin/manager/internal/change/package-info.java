/** Changes as transactions, and the start of what is installed. */
@NullMarked
package io.ghostbridge.plugin.manager.internal.change;

import org.jspecify.annotations.NullMarked;
