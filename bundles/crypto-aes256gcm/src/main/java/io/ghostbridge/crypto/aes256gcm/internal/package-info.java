/** AES-256-GCM (NIST SP 800-38D) on AWS-LC, BoringSSL or the JDK. */
@NullMarked
package io.ghostbridge.crypto.aes256gcm.internal;

import org.jspecify.annotations.NullMarked;
