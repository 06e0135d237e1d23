@NullMarked
package io.ghostbridge.crypto.sha2.internal;

import org.jspecify.annotations.NullMarked;
