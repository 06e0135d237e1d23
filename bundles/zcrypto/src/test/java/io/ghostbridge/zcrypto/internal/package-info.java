@NullMarked
package io.ghostbridge.zcrypto.internal;

import org.jspecify.annotations.NullMarked;
