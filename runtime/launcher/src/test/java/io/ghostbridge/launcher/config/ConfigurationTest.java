package io.ghostbridge.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
  private static final String PID = "io.ghostbridge.example";

  @TempDir Path directory = Path.of("");

  private Map<String, Object> check(String... overrides)
      throws IOException, ConfigurationException {
    var document = Objects.requireNonNull(getClass().getResource("/metatype.xml"));
    ConfigurationSchema schema = ConfigurationSchema.read(List.of(document));
    Map<String, Object> values = Map.of();
    for (ConfigurationFile file : ConfigurationFile.readAll(directory, List.of(overrides))) {
      values = schema.check(file);
    }
    return values;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void valuesGetTheTypesThatTheComponentDeclares() throws Exception {
    write(
        PID + ".cfg",
        """
        # A comment.
        port = 5353
        drainTimeoutMillis = 100
        enabled = false
        ratio = 0.25
        mode = nio
        zones = ghost, example
        certificateFile =
        """);
    Map<String, Object> values = check();
    assertThat(values)
        .containsEntry("port", 5353)
        .containsEntry("drainTimeoutMillis", 100L)
        .containsEntry("enabled", false)
        .containsEntry("ratio", 0.25)
        .containsEntry("mode", "nio")
        .containsEntry("certificateFile", "");
    assertThat((String[]) values.get("zones")).containsExactly("ghost", "example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          port    | 65536      | a whole number, at least 0, at most 65535
          port    | -1         | a whole number, at least 0, at most 65535
          port    | http       | a whole number, at least 0, at most 65535
          port    | 99999999999| a whole number, at least 0, at most 65535
          port    | ''         | a whole number, at least 0, at most 65535
          enabled | yes        | true or false
          ratio   | 1.5        | a number, at least 0, at most 1
          mode    | kqueue     | one of auto, epoll, nio
          zones   | a,b,c,d    | text; up to 3, separated by commas
          """)
  void aValueOutOfRangeIsRefusedWithFileKeyValueAndRange(String key, String value, String allowed)
      throws IOException {
    Path file = write(PID + ".cfg", key + " = " + value + "\n");
    assertThatThrownBy(this::check)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "%s: key '%s' has the value '%s'; allowed: %s".formatted(file, key, value, allowed));
  }

  @Test
  void anUnknownKeyIsRefusedWithTheKeysThereAre() throws IOException {
    Path file = write(PID + ".cfg", "prot = 53\n");
    assertThatThrownBy(this::check)
        .hasMessageStartingWith(file + ": unknown key 'prot' with the value '53'; allowed: ")
        .hasMessageContaining("port");
  }

  @Test
  void aFileOfNoComponentIsRefused() throws IOException {
    Path file = write("io.ghostbridge.exmaple.cfg", "port = 53\n");
    assertThatThrownBy(this::check)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("allowed: " + PID);
  }

  @Test
  void aKeySetTwiceIsRefused() throws IOException {
    write(PID + ".cfg", "port = 53\nport = 54\n");
    assertThatThrownBy(this::check).hasMessageContaining("key 'port' is set twice");
  }

  @Test
  void aFileThatIsNoTextIsRefused() throws IOException {
    Path file = Files.write(directory.resolve(PID + ".cfg"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(this::check).hasMessageContaining(file + ": is no UTF-8 properties file");
  }

  @Test
  void theCommandLineOverridesTheFile() throws Exception {
    write(PID + ".cfg", "port = 53\nmode = nio\n");
    assertThat(check(PID + ":port=54")).containsEntry("port", 54).containsEntry("mode", "nio");
  }

  @Test
  void aBadValueOfTheCommandLineIsRefusedAsSuch() {
    assertThatThrownBy(() -> check(PID + ":port=70000"))
        .hasMessageStartingWith("--set " + PID + ":port=70000: key 'port'");
  }

  @ParameterizedTest
  @CsvSource({"port=1", "io.ghostbridge.example:port", ":port=1", "io.ghostbridge.example:=1"})
  void anOverrideOfAnotherFormIsRefused(String override) {
    assertThatThrownBy(() -> check(override)).hasMessageContaining("expected PID:KEY=VALUE");
  }
}
