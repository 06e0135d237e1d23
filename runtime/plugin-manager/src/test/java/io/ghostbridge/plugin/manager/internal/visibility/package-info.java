@NullMarked
package io.ghostbridge.plugin.manager.internal.visibility;

import org.jspecify.annotations.NullMarked;
