package io.ghostbridge.name.hosts.internal;

import io.ghostbridge.plugin.conformance.NameSourceConformance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** The packaged plugin with both files, in a container. */
class HostsConformanceTest extends NameSourceConformance {
  private static final String HOSTS = "192.0.2.1 nas.home.arpa printer.upstairs.home.arpa\n";
  private static final String ZONE =
      """
      @ 60 SOA ns1 hostmaster 1 3600 600 86400 120
      @ 60 NS ns1
      ns1 60 A 192.0.2.53
      *.apps 60 CNAME ns1
      _imap._tcp 60 SRV 5 1 143 mail
      """;

  @TempDir Path files = Path.of("");

  @Override
  protected List<String> configuration() throws Exception {
    return List.of(
        "hostsFile = " + Files.writeString(files.resolve("hosts"), HOSTS),
        "zoneFile = " + Files.writeString(files.resolve("office.zone"), ZONE),
        "zone = office.example",
        "checkIntervalMillis = 50");
  }

  @Override
  protected Set<String> names() {
    return Set.of(
        "nas.home.arpa",
        "printer.upstairs.home.arpa",
        "ns1.office.example",
        "*.apps.office.example",
        "_imap._tcp.office.example");
  }

  @Override
  protected boolean change() throws Exception {
    Path next = Files.writeString(files.resolve("next"), HOSTS + "2001:db8::1 nas.home.arpa\n");
    Files.move(
        next,
        files.resolve("hosts"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    return true;
  }
}
