@NullMarked
package io.ghostbridge.crypto.pbkdf2.internal;

import org.jspecify.annotations.NullMarked;
