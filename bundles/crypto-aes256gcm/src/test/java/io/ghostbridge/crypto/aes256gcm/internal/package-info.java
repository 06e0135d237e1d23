@NullMarked
package io.ghostbridge.crypto.aes256gcm.internal;

import org.jspecify.annotations.NullMarked;
