@NullMarked
package io.ghostbridge.crypto.aes256gcmsiv.internal;

import org.jspecify.annotations.NullMarked;
