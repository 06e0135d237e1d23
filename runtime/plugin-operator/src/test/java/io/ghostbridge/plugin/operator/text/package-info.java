@NullMarked
package io.ghostbridge.plugin.operator.text;

import org.jspecify.annotations.NullMarked;
