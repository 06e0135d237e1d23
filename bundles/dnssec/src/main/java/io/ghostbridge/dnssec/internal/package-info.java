/** DNSSEC: keys of zones, their rollover, and signatures made when they are asked for. */
@NullMarked
package io.ghostbridge.dnssec.internal;

import org.jspecify.annotations.NullMarked;
