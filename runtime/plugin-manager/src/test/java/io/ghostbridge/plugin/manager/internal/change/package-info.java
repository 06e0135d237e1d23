@NullMarked
package io.ghostbridge.plugin.manager.internal.change;

import org.jspecify.annotations.NullMarked;
