package io.ghostbridge.dnssec.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of DNSSEC. */
@ObjectClassDefinition(name = "GhostBridge DNSSEC")
@interface DnssecConfig {
  /** The zones to sign, separated by commas. */
  @AttributeDefinition(description = "zones to sign, separated by commas; empty = none")
  String zones() default "ghost";

  /** The algorithm of zones that have no keys yet; a zone with keys stays with its own. */
  @AttributeDefinition(
      description = "algorithm of zones without keys: ecdsa-p256-sha256 or ed25519")
  String algorithm() default "ecdsa-p256-sha256";

  /** Seconds that a signature is valid, at the least; up to a tenth more. */
  @AttributeDefinition(
      description = "seconds that a signature is valid, and up to a tenth more",
      min = "60",
      max = "31536000")
  int signatureValiditySeconds() default 1_209_600;

  /** Seconds before its end at which a signature is made anew; more than any TTL of the zone. */
  @AttributeDefinition(
      description = "seconds before its end at which a signature is made anew",
      min = "10",
      max = "15768000")
  int signatureRefreshSeconds() default 259_200;

  /** The most that signatures may take, in MiB. */
  @AttributeDefinition(description = "memory for signatures, in MiB", min = "1", max = "65536")
  int signatureCacheMegabytes() default 16;

  /** The time to live of DNSKEY, CDS and CDNSKEY records, in seconds. */
  @AttributeDefinition(
      description = "TTL of DNSKEY, CDS and CDNSKEY records, in seconds",
      min = "0",
      max = "604800")
  int keyTtlSeconds() default 3600;

  /** Seconds that a change takes to be seen at every server of the zone. */
  @AttributeDefinition(
      description = "seconds until a change is at every server of the zone",
      min = "0",
      max = "604800")
  int propagationSeconds() default 3600;

  /** The greatest TTL in the zones, in seconds: for so long a former ZSK stays. */
  @AttributeDefinition(
      description = "greatest TTL in the zones, in seconds",
      min = "0",
      max = "31536000")
  int maximumTtlSeconds() default 86_400;

  /** The TTL of the DS records at the parent, in seconds: for so long a former KSK stays. */
  @AttributeDefinition(
      description = "TTL of the DS records at the parent, in seconds",
      min = "0",
      max = "31536000")
  int parentDsTtlSeconds() default 86_400;

  /** Seconds after which the parent is taken to have the new DS record; 0: it is to be said. */
  @AttributeDefinition(
      description =
          "seconds after which the parent is taken to have the new DS record; 0 = when told by"
              + " 'ghostbridge dnssec roll --ds-published'",
      min = "0",
      max = "31536000")
  int dsPublishedSeconds() default 0;

  /** Seconds that a former KSK stays as revoked (RFC 5011); 0: it goes at once. */
  @AttributeDefinition(
      description = "seconds that a former KSK stays as revoked (RFC 5011); 0 = it goes at once",
      min = "0",
      max = "31536000")
  int revokedSeconds() default 2_592_000;

  /** Seconds after which a new ZSK is published; 0: only when told. */
  @AttributeDefinition(
      description = "seconds after which a ZSK is replaced; 0 = when told",
      min = "0",
      max = "315360000")
  int zskLifetimeSeconds() default 7_776_000;

  /** Seconds after which a new KSK is published; 0: only when told. */
  @AttributeDefinition(
      description = "seconds after which a KSK is replaced; 0 = when told",
      min = "0",
      max = "315360000")
  int kskLifetimeSeconds() default 0;
}
