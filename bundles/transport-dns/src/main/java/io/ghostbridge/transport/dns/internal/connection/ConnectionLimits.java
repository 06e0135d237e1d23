package io.ghostbridge.transport.dns.internal.connection;

/**
 * What clients may take of the connections of one kind.
 *
 * @param connections open at once
 * @param connectionsPerClient open at once from one address, or from one /56 of IPv6
 * @param openQueries of one connection that are being answered; further ones are not read
 * @param idleMillis without a whole query, after which a connection is closed
 */
public record ConnectionLimits(
    int connections, int connectionsPerClient, int openQueries, int idleMillis) {}
