package io.ghostbridge.transport.dns.internal.https;

import io.ghostbridge.transport.dns.internal.connection.EncryptedLimits;
import org.jspecify.annotations.Nullable;

/**
 * DNS over HTTPS.
 *
 * @param path where questions are asked, such as {@code /dns-query}
 * @param limits of connections and of requests on them
 * @param alternative what the {@code alt-svc} field says (RFC 7838); null for no such field
 */
public record HttpsSettings(String path, EncryptedLimits limits, @Nullable String alternative) {}
