@NullMarked
package io.ghostbridge.plugin.manager.internal.store;

import org.jspecify.annotations.NullMarked;
