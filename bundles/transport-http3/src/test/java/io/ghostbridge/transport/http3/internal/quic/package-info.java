@NullMarked
package io.ghostbridge.transport.http3.internal.quic;

import org.jspecify.annotations.NullMarked;
