@NullMarked
package io.ghostbridge.plugin.admin.internal;

import org.jspecify.annotations.NullMarked;
