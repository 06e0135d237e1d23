package io.ghostbridge.plugin.manager.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class InstalledSetFuzzTest {
  @FuzzTest
  void anyBytesAreASetThatSurvivesARoundTripOrRefused(byte[] file) throws StoredDataException {
    InstalledSet set;
    try {
      set = InstalledSetJson.read(file);
    } catch (StoredDataException e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    assertThat(InstalledSetJson.read(InstalledSetJson.write(set))).isEqualTo(set);
  }

  @FuzzTest
  void anyLineIsAReportOrNone(byte[] line) {
    String text = new String(line, java.nio.charset.StandardCharsets.UTF_8);
    ReportJson.read(text)
        .ifPresent(
            report -> assertThat(ReportJson.read(ReportJson.write(report))).hasValue(report));
  }
}
