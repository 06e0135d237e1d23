@NullMarked
package io.ghostbridge.crypto.ecdh.p384.internal;

import org.jspecify.annotations.NullMarked;
