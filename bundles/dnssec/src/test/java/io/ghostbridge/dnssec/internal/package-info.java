/** Tests of DNSSEC. */
@NullMarked
package io.ghostbridge.dnssec.internal;

import org.jspecify.annotations.NullMarked;
