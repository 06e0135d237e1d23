@NullMarked
package io.ghostbridge.crypto.hmac.internal;

import org.jspecify.annotations.NullMarked;
