@NullMarked
package io.ghostbridge.plugin.verify;

import org.jspecify.annotations.NullMarked;
