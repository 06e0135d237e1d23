@NullMarked
package io.ghostbridge.plugin.verify.internal.manifest;

import org.jspecify.annotations.NullMarked;
