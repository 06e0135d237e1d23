@NullMarked
package io.ghostbridge.cli.chain;

import org.jspecify.annotations.NullMarked;
