/** libsecp256k1 of Bitcoin Core, for the algorithms on its curve. */
@NullMarked
package io.ghostbridge.crypto.libsecp256k1.internal;

import org.jspecify.annotations.NullMarked;
