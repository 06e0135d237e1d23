package io.ghostbridge.plugin.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostilePackagesTest {
  private Path directory = Path.of("nowhere");
  private List<Hostile> hostile = List.of();
  private PluginVerifier verifier =
      new PluginVerifier(Path.of("nowhere"), VerifierLimits.DEFAULT, false);

  @BeforeAll
  void makeThem(@TempDir Path directory) throws IOException {
    this.directory = directory;
    Path trust = Files.createDirectory(directory.resolve("trust"));
    HostileSignatures.fillTrustDirectory(trust);
    verifier =
        new PluginVerifier(
            trust, VerifierLimits.DEFAULT, false, InstantSource.fixed(TestAuthority.NOW));
    hostile = Hostile.all();
  }

  List<Hostile> hostile() {
    return hostile;
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void eachIsRefusedWithItsOwnReasonAndOneLineThatSaysWhatToDo(Hostile one) throws IOException {
    PackageRefusedException refused = refusal(one);
    assertThat(refused.getMessage()).startsWith(one.message());
    assertThat(refused.reason()).isEqualTo(one.reason());
    assertThat(refused.getMessage()).matches("[^\\p{Cntrl}\\p{Cf}]{1,2000}; [a-z][^\\p{Cntrl}]+");
  }

  @Test
  void noTwoAreRefusedWithTheSameMessage() throws IOException {
    List<String> messages = new ArrayList<>();
    for (Hostile one : hostile) {
      messages.add(one.fileName() + " " + refusal(one).getMessage());
    }
    assertThat(messages).doesNotHaveDuplicates().hasSizeGreaterThan(100);
  }

  @Test
  void everyReasonIsMetExceptThoseOfFilesAndOfTheTrustDirectory() {
    EnumSet<RefusalReason> met = EnumSet.noneOf(RefusalReason.class);
    hostile.forEach(one -> met.add(one.reason()));
    assertThat(EnumSet.complementOf(met))
        .containsExactlyInAnyOrder(
            RefusalReason.FILE_UNREADABLE,
            RefusalReason.FILE_TOO_LARGE,
            RefusalReason.REVOCATION_UNKNOWN,
            RefusalReason.TRUST_UNREADABLE);
  }

  @Test
  void theOneThatTheyAreMadeOfIsAccepted() throws PackageRefusedException {
    assertThat(
            verifier.verify(HostileSignatures.signed(new TestPlugin()), "good.jar").symbolicName())
        .isEqualTo("org.example.good");
  }

  private PackageRefusedException refusal(Hostile one) throws IOException {
    Path file = directory.resolve("candidate");
    Files.write(file, one.file());
    PackageRefusedException refused =
        catchThrowableOfType(
            PackageRefusedException.class, () -> verifier.verify(file, one.fileName()));
    assertThat(refused).as(one.toString()).isNotNull();
    return refused;
  }
}
