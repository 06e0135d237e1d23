@NullMarked
package io.ghostbridge.launcher.config;

import org.jspecify.annotations.NullMarked;
