@NullMarked
package io.ghostbridge.plugin.dropin.internal;

import org.jspecify.annotations.NullMarked;
