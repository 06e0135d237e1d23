/** ZCrypto's operations over the installed algorithms. */
@NullMarked
package io.ghostbridge.zcrypto.internal;

import org.jspecify.annotations.NullMarked;
