@NullMarked
package io.ghostbridge.ethereum.transaction;

import org.jspecify.annotations.NullMarked;
