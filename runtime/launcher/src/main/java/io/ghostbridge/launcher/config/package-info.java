/** Configuration files, checked against what the bundles say of their settings. */
@NullMarked
package io.ghostbridge.launcher.config;

import org.jspecify.annotations.NullMarked;
