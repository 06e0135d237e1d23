package io.ghostbridge.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.cli.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZoneFileTest {
  @TempDir Path directory = Path.of("");

  private ZoneFile read(String text) throws Exception {
    return ZoneFile.read(Files.writeString(directory.resolve("zone"), text), "ghost.");
  }

  @Test
  void namesAreGroupedByTheNameThatMustBeRegistered() throws Exception {
    ZoneFile zone =
        read(
            """
            $TTL 600
            @        IN SOA ns.ghost. admin.ghost. 1 2 3 4 5
            @        IN NS  ns.example.
            alice    IN A   192.0.2.1
                     IN MX  10 mail.alice
            www.Alice 60 IN CNAME alice
            $ORIGIN bob.ghost.
            @        IN TXT "hello"
            *        IN AAAA 2001:db8::1
            """);
    assertThat(zone.skipped()).isEqualTo(2);
    assertThat(zone.size()).isEqualTo(4);
    assertThat(zone.registrations()).containsOnlyKeys("alice.ghost", "bob.ghost");
    var alice = Objects.requireNonNull(zone.registrations().get("alice.ghost"));
    assertThat(alice).containsOnlyKeys("alice.ghost", "www.alice.ghost");
    assertThat(alice.get("alice.ghost"))
        .extracting(record -> record.getType() + " " + record.getTtl())
        .containsExactly("A 600", "MX 600");
    assertThat(alice.get("www.alice.ghost"))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.getValue()).isEqualTo("alice.ghost.");
              assertThat(record.getTtl()).isEqualTo(60);
            });
    assertThat(zone.registrations().get("bob.ghost")).containsOnlyKeys("bob.ghost", "*.bob.ghost");
  }

  @Test
  void generateMakesManyNames() throws Exception {
    assertThat(read("$TTL 60\n$GENERATE 1-100 host$ A 192.0.2.$\n").size()).isEqualTo(100);
  }

  @Test
  void aSyntaxErrorIsRefusedWithItsLine() {
    assertThatThrownBy(() -> read("$TTL 60\nalice IN A 192.0.2.300\n"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(":2:");
  }

  @Test
  void noOtherFileIsEverRead() throws Exception {
    Path other = Files.writeString(directory.resolve("other"), "bob 60 IN A 192.0.2.2\n");
    assertThatThrownBy(() -> read("$TTL 60\n$INCLUDE " + other + "\n"))
        .isInstanceOf(CommandException.class);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path absent = directory.resolve("absent");
    assertThatThrownBy(() -> ZoneFile.read(absent, "ghost."))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(absent.toString());
  }
}
