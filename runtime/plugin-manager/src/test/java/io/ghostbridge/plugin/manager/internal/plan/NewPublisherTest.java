package io.ghostbridge.plugin.manager.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.plugin.PluginIdentity;
import io.ghostbridge.plugin.manager.internal.store.InstalledPlugin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewPublisherTest {
  private static final String KEY = "ab".repeat(32);
  private static final String OTHER_KEY = "cd".repeat(32);

  private static Optional<String> asked(InstalledPlugin installed, VerifiedPackage after) {
    return NewPublisher.of(installed, after).map(Object::toString);
  }

  private static InstalledPlugin installed(String publisher, String voucher) {
    return new InstalledPlugin(identity(publisher), voucher, true, List.of());
  }

  private static VerifiedPackage jar(String publisher, String voucher) {
    return new VerifiedPackage(identity(publisher), voucher, List.of(), Map.of());
  }

  private static PluginIdentity identity(String publisher) {
    return new PluginIdentity("a.b", "1.0.0", "00".repeat(32), publisher);
  }

  @Test
  void nothingIsAskedOfTheSamePublisher() {
    assertThat(asked(installed("CN=A", KEY), jar("CN=A", KEY))).isEmpty();
    assertThat(asked(installed("", ""), jar("", ""))).isEmpty();
  }

  @Test
  void anotherNameAsksAndSaysWhose() {
    assertThat(asked(installed("CN=A", KEY), jar("CN=B,O=\"C\"", OTHER_KEY)))
        .contains("publisher;name=\"CN=B,O=\\\"C\\\"\"");
    // One authority, two publishers.
    assertThat(asked(installed("CN=A", KEY), jar("CN=B", KEY))).contains("publisher;name=\"CN=B\"");
  }

  @Test
  void theSameNameByAnotherKeyAsks() {
    assertThat(asked(installed("CN=A", KEY), jar("CN=A", OTHER_KEY)))
        .contains("publisher;name=\"CN=A\"");
  }

  @Test
  void ofAnOlderRecordOnlyTheNameIsKnown() {
    assertThat(asked(installed("CN=A", ""), jar("CN=A", KEY))).isEmpty();
    assertThat(asked(installed("CN=A", ""), jar("CN=B", KEY))).isPresent();
  }

  @Test
  void losingOrGainingASignatureAsks() {
    assertThat(asked(installed("CN=A", KEY), jar("", ""))).contains("publisher;name=\"\"");
    assertThat(asked(installed("", ""), jar("CN=A", KEY))).isPresent();
  }

  @Test
  void aNameWithControlCharactersCanStillBeAskedFor() {
    assertThat(asked(installed("CN=A", KEY), jar("CN=A\n\u0007", KEY)))
        .contains("publisher;name=\"CN=A??\"");
  }
}
