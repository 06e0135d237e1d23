@NullMarked
package io.ghostbridge.plugin.conformance;

import org.jspecify.annotations.NullMarked;
