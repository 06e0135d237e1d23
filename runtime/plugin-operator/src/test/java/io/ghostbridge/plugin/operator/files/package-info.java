@NullMarked
package io.ghostbridge.plugin.operator.files;

import org.jspecify.annotations.NullMarked;
