package io.ghostbridge.transport.dns.internal.cookie;

/**
 * A query's cookie, checked.
 *
 * @param valid whether the server cookie is one of this server's, and not too old, so that the
 *     client has its address
 * @param reply the client's cookie and the server cookie that the response carries
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record CheckedCookie(boolean valid, byte[] reply) {}
