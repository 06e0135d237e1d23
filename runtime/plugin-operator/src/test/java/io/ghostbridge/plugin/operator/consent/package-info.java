@NullMarked
package io.ghostbridge.plugin.operator.consent;

import org.jspecify.annotations.NullMarked;
