package io.ghostbridge.plugin.manager.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstalledSetFileTest {
  @TempDir Path directory;

  private static final InstalledSet SET =
      InstalledSet.EMPTY.with(Samples.plugin("b.c")).with(Samples.plugin("a.b"));

  @Test
  void whatWasRecordedIsReadBack() throws Exception {
    InstalledSetFile file = new InstalledSetFile(directory);
    assertThat(file.read()).isEqualTo(InstalledSet.EMPTY);
    file.replace(SET);
    assertThat(new InstalledSetFile(directory).read()).isEqualTo(SET);
    file.replace(SET.without("b.c"));
    assertThat(file.read().plugins()).containsExactly(Samples.plugin("a.b"));
  }

  @Test
  void onlyTheNodesUserCanReadIt() throws Exception {
    new InstalledSetFile(directory).replace(SET);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("installed.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aHalfWrittenSuccessorOfAKilledProcessIsInNobodysWay() throws Exception {
    InstalledSetFile file = new InstalledSetFile(directory);
    file.replace(SET);
    Files.writeString(directory.resolve("installed.json.new"), "{\"form");
    assertThat(file.read()).isEqualTo(SET);
    file.replace(InstalledSet.EMPTY);
    assertThat(file.read()).isEqualTo(InstalledSet.EMPTY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"format\": 1|\"format\": 2|format 2",
        "\"format\"|\"formats\"|expected 'format'",
        "\"enabled\": true|\"enabled\": \"true\"|form expected",
        "\"enabled\": true|\"enabled\": true, \"enabled\": true|twice",
        "\"enabled\": true|\"enabled\": true, \"more\": 1|unknown member 'more'",
        "\"enabled\": true,||expected",
        "\"name\": \"a.b\"|\"name\": \"../a\"|'name'",
        "\"name\": \"a.b\"|\"name\": \"b.c\"|twice",
        "\"version\": \"1.2.3\"|\"version\": \"one\"|'version'",
        "abababab|abABabab|'sha256'",
        "cdcdcdcd|cdCDcdcd|'voucher'",
        "network;host|network host|list of capabilities",
        "]|,]|form expected",
      })
  void whatIsNotOfTheFormIsRefused(String from, String to, String why) {
    String good = new String(InstalledSetJson.write(SET), UTF_8);
    assertThat(good).contains(from);
    String bad = good.replaceFirst(java.util.regex.Pattern.quote(from), to == null ? "" : to);
    assertThatThrownBy(() -> InstalledSetJson.read(bad.getBytes(UTF_8)))
        .isInstanceOf(StoredDataException.class)
        .hasMessageContaining(why);
  }

  @Test
  void aSetOfAVersionThatDidNotAskWhoVouchesIsRead() throws Exception {
    String good = new String(InstalledSetJson.write(SET), UTF_8);
    String former = good.replaceAll("\\s*\"voucher\": \"[0-9a-f]{64}\",", "");
    assertThat(former).isNotEqualTo(good);
    assertThat(InstalledSetJson.read(former.getBytes(UTF_8)).plugins())
        .hasSize(2)
        .allMatch(plugin -> plugin.voucher().isEmpty() && plugin.identity().isSigned());
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] good = new String(InstalledSetJson.write(SET), UTF_8).strip().getBytes(UTF_8);
    for (int length = 0; length < good.length; length++) {
      byte[] part = java.util.Arrays.copyOf(good, length);
      assertThatThrownBy(() -> InstalledSetJson.read(part)).isInstanceOf(StoredDataException.class);
    }
  }

  @Test
  void whatFollowsTheEndAndWhatIsTooLargeIsRefused() {
    String good = new String(InstalledSetJson.write(SET), UTF_8);
    assertThatThrownBy(() -> InstalledSetJson.read((good + "{}").getBytes(UTF_8)))
        .isInstanceOf(StoredDataException.class);
    assertThatThrownBy(() -> InstalledSetJson.read(new byte[InstalledSetJson.MAX_BYTES + 1]))
        .hasMessageContaining("at most");
    assertThatThrownBy(() -> InstalledSetJson.read(new byte[] {(byte) 0xff}))
        .hasMessageContaining("UTF-8");
  }
}
