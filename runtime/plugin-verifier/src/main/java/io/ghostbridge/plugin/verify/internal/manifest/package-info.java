/** The manifest: its bytes, its headers, and what a plugin may say in them. */
@NullMarked
package io.ghostbridge.plugin.verify.internal.manifest;

import org.jspecify.annotations.NullMarked;
