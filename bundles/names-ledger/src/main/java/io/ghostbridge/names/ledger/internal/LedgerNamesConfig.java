package io.ghostbridge.names.ledger.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
    id = "io.ghostbridge.names.ledger",
    name = "Names of the ledger",
    description = "How the ledger's zone is presented to DNS")
@interface LedgerNamesConfig {
  @AttributeDefinition(description = "The ledger's zone, as its own configuration names it")
  String zone() default "ghost";

  @AttributeDefinition(
      description =
          "Host names of the servers that answer for the zone, separated by commas; the first is the"
              + " primary")
  String nameServers() default "ns1.ghost";

  @AttributeDefinition(description = "The responsible person's mailbox, as a domain name")
  String mailbox() default "hostmaster.ghost";

  @AttributeDefinition(
      description = "Seconds that the SOA and NS records may be kept",
      min = "0",
      max = "604800")
  int apexTtlSeconds() default 3600;

  @AttributeDefinition(
      description = "Seconds that the absence of a name may be kept (RFC 2308)",
      min = "0",
      max = "86400")
  int negativeTtlSeconds() default 60;
}
