@NullMarked
package io.ghostbridge.platform;

import org.jspecify.annotations.NullMarked;
