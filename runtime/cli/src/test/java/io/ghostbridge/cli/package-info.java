@NullMarked
package io.ghostbridge.cli;

import org.jspecify.annotations.NullMarked;
