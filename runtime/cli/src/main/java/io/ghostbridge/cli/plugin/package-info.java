/** Commands about plugins, over the operator's socket of a running node. */
@NullMarked
package io.ghostbridge.cli.plugin;

import org.jspecify.annotations.NullMarked;
