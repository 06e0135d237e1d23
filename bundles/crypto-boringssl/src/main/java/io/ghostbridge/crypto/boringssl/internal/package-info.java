/** BoringSSL as a provider of JCA, for the bundles of algorithms. */
@NullMarked
package io.ghostbridge.crypto.boringssl.internal;

import org.jspecify.annotations.NullMarked;
