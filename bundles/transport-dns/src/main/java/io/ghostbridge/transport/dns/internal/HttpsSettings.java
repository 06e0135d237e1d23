package io.ghostbridge.transport.dns.internal;

import org.jspecify.annotations.Nullable;

/**
 * DNS over HTTPS.
 *
 * @param path where questions are asked, such as {@code /dns-query}
 * @param streams requests open at once on one connection
 * @param idleMillis without a whole request, after which a connection is closed
 * @param alternative what the {@code alt-svc} field says (RFC 7838); null for no such field
 */
record HttpsSettings(String path, int streams, int idleMillis, @Nullable String alternative) {
  /** The same, and says where else. */
  HttpsSettings announcing(String other) {
    return new HttpsSettings(path, streams, idleMillis, other);
  }
}
