@NullMarked
package io.ghostbridge.transport.http3.internal;

import org.jspecify.annotations.NullMarked;
