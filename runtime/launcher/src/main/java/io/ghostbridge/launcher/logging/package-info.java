/** Brings the logs of the framework, of bundles and of libraries together. */
@NullMarked
package io.ghostbridge.launcher.logging;

import org.jspecify.annotations.NullMarked;
