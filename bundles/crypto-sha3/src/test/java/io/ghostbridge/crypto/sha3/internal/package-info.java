@NullMarked
package io.ghostbridge.crypto.sha3.internal;

import org.jspecify.annotations.NullMarked;
