@NullMarked
package io.ghostbridge.api.plugin;

import org.jspecify.annotations.NullMarked;
