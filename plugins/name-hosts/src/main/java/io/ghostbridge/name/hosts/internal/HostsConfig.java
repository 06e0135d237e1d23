package io.ghostbridge.name.hosts.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Which files are read for which zones. A file that is not named is not read. */
@ObjectClassDefinition(
    id = "io.ghostbridge.name.hosts",
    name = "Names from files",
    description = "A hosts file and a zone file as sources of names")
@interface HostsConfig {
  @AttributeDefinition(description = "The path of a file in hosts format; empty for none")
  String hostsFile() default "";

  @AttributeDefinition(
      description = "The zones that the hosts file's names are served in; its other names are not",
      cardinality = 64)
  String[] hostsZones() default {"home.arpa"};

  @AttributeDefinition(
      description = "Seconds that an address of the hosts file may be kept",
      min = "0",
      max = "604800")
  int hostsTtlSeconds() default 300;

  @AttributeDefinition(
      description = "The path of a zone file (RFC 1035, section 5); empty for none")
  String zoneFile() default "";

  @AttributeDefinition(description = "The zone that the zone file is of")
  String zone() default "";

  @AttributeDefinition(
      description = "Milliseconds between two looks at whether a file has changed",
      min = "50",
      max = "3600000")
  int checkIntervalMillis() default 1000;

  @AttributeDefinition(
      description = "The largest file that is read, in KiB",
      min = "1",
      max = "1048576")
  int maximumFileKilobytes() default 16384;

  @AttributeDefinition(
      description = "The most names that a file may have",
      min = "1",
      max = "10000000")
  int maximumNames() default 200000;
}
