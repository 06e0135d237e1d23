/** Runs Ethereum's GeneralStateTests; see docs/plugin/statetest.md. */
@NullMarked
package io.ghostbridge.statetest;

import org.jspecify.annotations.NullMarked;
