package io.ghostbridge.name.hosts.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Set;

/** Whatever is in a file, it is taken or refused with a reason. */
final class FormatsFuzzTest {
  @FuzzTest
  void aHostsFileIsTakenOrRefusedWithAReason(byte[] content) {
    // The root's children are zones here, so that most names are in one.
    check(new HostsFormat(Set.of("lab", "arpa", "a"), 60, 1000), content);
  }

  @FuzzTest
  void aZoneFileIsTakenOrRefusedWithAReason(byte[] content) {
    check(new ZoneFormat("office.example", 1000), content);
  }

  private static void check(NameFileFormat format, byte[] content) {
    try {
      NameData data = format.read(content, null, 1000);
      NameData again = format.read(content, data, 1000);
      if (again.names() != data.names()) {
        throw new AssertionError("read differently the second time");
      }
      for (String zone : format.zones()) {
        if (data.apex(zone) == null) {
          throw new AssertionError("no apex of " + zone);
        }
      }
    } catch (NameFileException e) {
      if (e.reason().isBlank() || e.line() < 0) {
        throw new AssertionError("refused without a reason", e);
      }
    }
  }
}
