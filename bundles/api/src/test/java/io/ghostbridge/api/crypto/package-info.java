@NullMarked
package io.ghostbridge.api.crypto;

import org.jspecify.annotations.NullMarked;
