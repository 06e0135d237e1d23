/**
 * Early data (0-RTT): noticing it, and telling what is new from what was recorded and sent again.
 */
@NullMarked
package io.ghostbridge.transport.http3.internal.early;

import org.jspecify.annotations.NullMarked;
