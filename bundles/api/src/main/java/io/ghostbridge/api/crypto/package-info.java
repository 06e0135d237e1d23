/**
 * Cryptography: one small interface a primitive, registered as a service under its algorithm's name
 * ({@link io.ghostbridge.api.crypto.CryptoAlgorithm#ALGORITHM}) and found through {@link
 * io.ghostbridge.api.crypto.CryptoAlgorithms}.
 *
 * <p>Secrets are {@link io.ghostbridge.api.crypto.SecretBytes} and key objects; both wipe
 * themselves on {@code close} and never print. What an implementation of these interfaces owes:
 *
 * <ul>
 *   <li>the algorithm object and its keys are safe for use by any thread;
 *   <li>arrays that are handed in are read and never kept or changed; arrays handed out are the
 *       caller's;
 *   <li>work with secrets takes time that does not depend on them;
 *   <li>hostile input ends in {@code false} or in the declared exception, never in another one.
 * </ul>
 */
@NullMarked
@Version("2.1.0")
package io.ghostbridge.api.crypto;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
