@NullMarked
package io.ghostbridge.transport.http3.internal.qpack;

import org.jspecify.annotations.NullMarked;
