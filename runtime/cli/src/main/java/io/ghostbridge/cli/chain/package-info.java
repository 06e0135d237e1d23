/** The commands that talk with a node's chain: keys, accounts, names. */
@NullMarked
package io.ghostbridge.cli.chain;

import org.jspecify.annotations.NullMarked;
