@NullMarked
package io.ghostbridge.transport.http2.internal.connection;

import org.jspecify.annotations.NullMarked;
