package io.ghostbridge.secure.channel.internal.session;

/**
 * The bounds of sessions.
 *
 * @param timeWindowMillis how far a request's time may lie from this node's
 * @param rotateAfterMillis when clients are to rotate an epoch's keys; its use ends at twice that
 * @param rotateAfterMessages likewise
 * @param rotateAfterBytes likewise
 * @param lifetimeMillis when a session ends, whatever happens
 * @param idleTimeoutMillis when a session ends that has no calls
 * @param probationMillis when a session ends in which no authentic call was made
 * @param maxSessions how many there may be in all
 * @param maxSessionsPerClient how many of one client
 * @param maxOnProbation how many in which no authentic call was made yet
 * @param replayWindowBits how many counters below the highest may still come
 */
public record SessionLimits(
    long timeWindowMillis,
    long rotateAfterMillis,
    long rotateAfterMessages,
    long rotateAfterBytes,
    long lifetimeMillis,
    long idleTimeoutMillis,
    long probationMillis,
    int maxSessions,
    int maxSessionsPerClient,
    int maxOnProbation,
    int replayWindowBits) {}
