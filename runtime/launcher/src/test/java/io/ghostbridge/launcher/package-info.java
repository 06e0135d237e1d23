@NullMarked
package io.ghostbridge.launcher;

import org.jspecify.annotations.NullMarked;
