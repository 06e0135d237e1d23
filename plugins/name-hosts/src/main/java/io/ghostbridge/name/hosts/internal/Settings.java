package io.ghostbridge.name.hosts.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/** The configuration, checked: which file is read how. */
final class Settings {
  private static final String PID = "io.ghostbridge.name.hosts";

  private Settings() {}

  /**
   * The files that are configured, and their formats.
   *
   * @param base what relative paths are relative to
   * @throws IllegalArgumentException naming the key, its value and what was expected
   */
  static Map<NameFileFormat, Path> files(HostsConfig config, Path base) {
    var files = new LinkedHashMap<NameFileFormat, Path>();
    if (!config.hostsFile().isBlank()) {
      var zones = new LinkedHashSet<String>();
      for (String each : config.hostsZones()) {
        zones.add(zone("hostsZones", each));
      }
      if (zones.isEmpty()) {
        throw bad("hostsZones", "", "at least one zone, such as home.arpa");
      }
      files.put(
          new HostsFormat(zones, config.hostsTtlSeconds(), config.maximumNames()),
          path(base, "hostsFile", config.hostsFile()));
    }
    if (!config.zoneFile().isBlank()) {
      String zone = zone("zone", config.zone());
      if (files.keySet().stream().anyMatch(hosts -> hosts.zones().contains(zone))) {
        throw bad("zone", zone, "a zone that is none of hostsZones");
      }
      files.put(
          new ZoneFormat(zone, config.maximumNames()), path(base, "zoneFile", config.zoneFile()));
    }
    return files;
  }

  private static Path path(Path base, String key, String value) {
    try {
      return base.resolve(value.strip()).normalize();
    } catch (InvalidPathException e) {
      throw bad(key, value, "a path of a file");
    }
  }

  private static String zone(String key, String value) {
    try {
      return DomainNames.canonical(value.strip());
    } catch (IllegalArgumentException e) {
      throw bad(key, value, "the name of a zone, such as home.arpa (" + e.getMessage() + ")");
    }
  }

  private static IllegalArgumentException bad(String key, String value, String expected) {
    return new IllegalArgumentException(
        PID + ": key '" + key + "' has the value '" + value + "'; expected " + expected);
  }
}
