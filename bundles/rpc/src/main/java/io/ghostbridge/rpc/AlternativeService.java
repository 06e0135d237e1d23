package io.ghostbridge.rpc;

/**
 * Where the same calls are served by another protocol, as a transport registers it for others to
 * announce (RFC 7838).
 *
 * @param value of the field {@code alt-svc}, such as {@code h3=":9090"; ma=86400}
 */
public record AlternativeService(String value) {}
