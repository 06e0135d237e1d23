@NullMarked
package io.ghostbridge.crypto.xwing.internal;

import org.jspecify.annotations.NullMarked;
