@NullMarked
package io.ghostbridge.crypto.argon2id.internal;

import org.jspecify.annotations.NullMarked;
