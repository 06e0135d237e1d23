/** TLS 1.3 as HTTP/2 uses it, and who a client certificate names. */
@NullMarked
package io.ghostbridge.transport.http2.internal.tls;

import org.jspecify.annotations.NullMarked;
