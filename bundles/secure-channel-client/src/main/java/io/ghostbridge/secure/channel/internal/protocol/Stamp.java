package io.ghostbridge.secure.channel.internal.protocol;

/**
 * Which message of which call this is.
 *
 * @param counter the call's, as an unsigned integer
 * @param sequence the message's in its direction, as an unsigned integer
 * @param timeMillis the session's time
 */
public record Stamp(SessionId session, long counter, int sequence, long timeMillis) {}
