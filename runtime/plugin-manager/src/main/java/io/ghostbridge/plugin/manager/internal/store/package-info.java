/** What lies in the data directory: jars, the installed set, the history. */
@NullMarked
package io.ghostbridge.plugin.manager.internal.store;

import org.jspecify.annotations.NullMarked;
