package io.ghostbridge.transport.dns.internal;

/**
 * What TCP clients may take.
 *
 * @param connections open at once
 * @param openQueries of one connection that are being answered; further ones are not read
 * @param idleMillis without a whole query, after which a connection is closed
 */
record TcpLimits(int connections, int openQueries, int idleMillis) {}
