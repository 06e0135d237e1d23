package io.ghostbridge.dnssec.internal;

import java.time.Duration;

/**
 * How long the steps of a rollover take (RFC 6781, section 4.1; RFC 7583).
 *
 * @param keySet until every resolver has seen a change of the key set: its TTL and the time that a
 *     change takes to reach all servers
 * @param zoneData until no resolver holds data of the zone that was signed before
 * @param parent until no resolver holds the parent's former DS record
 * @param dsPublished after which a READY key counts as named by the parent; zero if that is to be
 *     said by the operator
 * @param revoked for how long a revoked KSK stays in the key set (RFC 5011); zero if not at all
 * @param zskLifetime after which a new ZSK is published; zero if never by itself
 * @param kskLifetime after which a new KSK is published; zero if never by itself
 */
record RolloverTimes(
    Duration keySet,
    Duration zoneData,
    Duration parent,
    Duration dsPublished,
    Duration revoked,
    Duration zskLifetime,
    Duration kskLifetime) {}
