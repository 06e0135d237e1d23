/**
 * TLS 1.3: certificates from files, the development certificate, and who a client certificate
 * names.
 */
@NullMarked
package io.ghostbridge.transport.http2.internal.tls;

import org.jspecify.annotations.NullMarked;
