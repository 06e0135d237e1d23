/** Listening, admission of connections, and the component. */
@NullMarked
package io.ghostbridge.transport.http2.internal;

import org.jspecify.annotations.NullMarked;
