@NullMarked
package io.ghostbridge.plugin.manager.internal.plan;

import org.jspecify.annotations.NullMarked;
